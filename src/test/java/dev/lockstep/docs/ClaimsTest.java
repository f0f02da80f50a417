package dev.lockstep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sentences that the results would prove wrong sooner or later, if nothing held them to it. */
class ClaimsTest {
    /** What claims to be the highest of all figures, and so may only be generated. */
    private static final Pattern SUPERLATIVE =
            Pattern.compile("(?i)\\b(worst|longest|most|never more)\\b");

    /** How a sentence speaks of a fault that the lab knows. */
    private static final Map<String, Pattern> FAULTS =
            Map.of(
                    "cut", Pattern.compile("(?i)network that is cut|cut off"),
                    "pause", Pattern.compile("(?i)freezes|frozen|paused"),
                    "log-deleted",
                            Pattern.compile("(?i)lost log|transaction log is (lost|deleted)"),
                    "twin", Pattern.compile("(?i)(one|same|shared) node identifier"));

    @Test
    void figuresInSentencesDoNotClaimToBeTheHighest() throws IOException {
        assertThat(sentences(Measured.DOCS.resolve("choosing.md")))
                .filteredOn(sentence -> sentence.contains(".jsonl#L"))
                .isNotEmpty()
                .noneMatch(sentence -> SUPERLATIVE.matcher(sentence).find());
    }

    @Test
    void whatIsSaidToBeUntestedIsNotWhatTheLabHasTried() throws IOException {
        List<String> tried =
                Measured.of("full").stream()
                        .map(trial -> trial.result().trial().fault())
                        .distinct()
                        .filter(FAULTS::containsKey)
                        .toList();
        assertThat(tried).isNotEmpty();
        for (String document : List.of("architecture.md", "strategies.md", "../README.md")) {
            assertThat(items(Measured.DOCS.resolve(document)))
                    .as(document)
                    .filteredOn(item -> item.toLowerCase().contains("not tested"))
                    .noneMatch(
                            item ->
                                    tried.stream()
                                            .map(FAULTS::get)
                                            .anyMatch(fault -> fault.matcher(item).find()));
        }
    }

    /** Outside of what is generated. */
    private static List<String> sentences(Path document) throws IOException {
        String prose =
                Files.readString(document).replaceAll("(?s)<!-- generated: .*?<!-- end -->", "");
        return List.of(prose.split("(?<=[.;])\\s|\\n\\n|\\|"));
    }

    /** Paragraphs and the items of lists, each on one line. */
    private static List<String> items(Path document) throws IOException {
        return Stream.of(Files.readString(document).split("\\n\\n|\\n(?=- |\\|)"))
                .map(item -> item.replace('\n', ' '))
                .toList();
    }
}
