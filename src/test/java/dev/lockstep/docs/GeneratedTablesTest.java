package dev.lockstep.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.MatrixDrawing;
import dev.lockstep.lab.report.ResultFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of the documents are those that the committed results, or the build, give. Run with
 * {@code -Ddocs.write=true} it writes them, between the comments that name them.
 */
class GeneratedTablesTest {
    private static final boolean WRITE = Boolean.getBoolean("docs.write");

    record Block(String document, String name, Supplier<String> content) {
        Path file() {
            return Measured.DOCS.resolve(document);
        }

        /** The comments stay, whatever is between them goes. */
        Pattern place() {
            return Pattern.compile(
                    "(<!-- generated: %s -->\\n).*?(<!-- end -->)".formatted(Pattern.quote(name)),
                    Pattern.DOTALL);
        }

        @Override
        public String toString() {
            return "%s in %s".formatted(name, document);
        }
    }

    static List<Block> blocks() {
        return List.of(
                new Block("choosing.md", "damage", DamageTable::text),
                new Block("choosing.md", "costs", CostTables::byFault),
                new Block("choosing.md", "longest", CostTables::longest),
                new Block("choosing.md", "away", AwayTable::text),
                new Block("lab.md", "campaigns", CampaignsTable::text),
                new Block("lab.md", "trials", DamageTable::trials),
                new Block("../README.md", "versions", VersionsTable::text));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void saysWhatTheResultsSay(Block block) throws IOException {
        String document = Files.readString(block.file());
        Matcher place = block.place().matcher(document);
        assertThat(place.find()).as("comments around %s", block).isTrue();
        String right =
                place.replaceFirst(
                        "$1\n" + Matcher.quoteReplacement(block.content().get()) + "\n\n$2");
        if (WRITE) {
            Files.writeString(block.file(), right, UTF_8);
        }

        assertThat(Files.readString(block.file()))
                .as("%s; -Ddocs.write=true mends it", block)
                .isEqualTo(right);
    }

    @Test
    void theMatrixShowsTheResults() throws IOException {
        Path folder = Measured.DOCS.resolve("results/full");
        Path picture = folder.resolve("matrix.svg");
        String right =
                new MatrixDrawing(new ResultFile(folder.resolve("results.jsonl")).read()).text();
        if (WRITE) {
            Files.writeString(picture, right, UTF_8);
        }

        assertThat(picture).content().isEqualTo(right);
    }
}
