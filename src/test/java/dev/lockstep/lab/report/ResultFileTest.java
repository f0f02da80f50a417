package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Moment;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back, and an interruption costs one line at most. */
class ResultFileTest {
    private static final Result FIRST = PlantedResults.result("xa", "decided", "server", "kill");
    private static final Result SECOND = PlantedResults.result("xa", "decided", "broker", "pause");

    @TempDir private Path directory;
    private Path path;
    private ResultFile file;

    @BeforeEach
    void open() {
        path = directory.resolve("campaign").resolve("runs.jsonl");
        file = new ResultFile(path);
    }

    @Test
    void aFileThatIsNotThereHasNoResults() {
        assertThat(file.read().all()).isEmpty();
        assertThat(file.read().trials()).isEmpty();
    }

    @Test
    void resultsAreReadBackAsTheyWereInTheirOrder() {
        file.append(FIRST);
        file.append(SECOND);

        assertThat(file.read()).isEqualTo(new Results("runs.jsonl", List.of(FIRST, SECOND), false));
    }

    @Test
    void oddCharactersAreReadBackAsTheyWere() throws IOException {
        String odd = "\u0000\b\t\r\n\"\\/</script>\u2028\u05d0\ud83d\udce3 e\u0301";
        Result result =
                PlantedResults.found(
                        PlantedResults.problem(PlantedResults.result(odd, odd, odd, odd), odd),
                        Map.of("orphan", List.of(odd), "odd" + odd, List.of(odd)),
                        List.of(odd));

        file.append(result);

        assertThat(file.read().all()).containsExactly(result);
        assertThat(Files.readString(path)).endsWith("\n").containsOnlyOnce("\n");
    }

    @Test
    void whatWasNotMeasuredIsNullAndReadBackAsNaN() throws IOException {
        file.append(PlantedResults.problem(FIRST, null));

        JsonObject json = json();
        assertThat(json.isNull("settledSeconds")).isTrue();
        assertThat(json.isNull("problem")).isTrue();
        assertThat(file.read().all().get(0).costs()).isEqualTo(Costs.UNKNOWN);
        assertThat(file.read().all().get(0).problem()).isNull();
    }

    @Test
    void secondsAreKeptToTheMillisecond() throws IOException {
        Moment moment = new Moment(1.23456789, Moment.QUIET, "");

        file.append(PlantedResults.at(FIRST, List.of(moment)));

        assertThat(Files.readString(path)).contains("\"seconds\":1.235,");
    }

    @Test
    void aNumberThatIsAbsentIsReadAsNaN() throws IOException {
        file.append(FIRST);
        Files.writeString(path, Files.readString(path).replace("\"lockSeconds\":9.75,", ""));

        assertThat(file.read().all().get(0).costs().lockSeconds()).isNaN();
    }

    @Test
    void theLineIsFlatAndHasEveryKindOfAnomaly() throws IOException {
        file.append(FIRST);

        assertThat(json().keySet())
                .contains("strategy", "scenario", "step", "victim", "fault", "seed", "fired")
                .contains("requests", "acknowledged", "unknown", "settledSeconds", "versions")
                .contains("inDoubtSeconds", "lockSeconds");
        assertThat(json().getJsonObject("anomalies").keySet())
                .containsExactlyElementsOf(Anomaly.kinds());
        assertThat(json().getJsonNumber("seed").longValueExact()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTornLastLineIsLeftOutAndSaid() throws IOException {
        file.append(FIRST);
        file.append(SECOND);
        tear();

        assertThat(file.read()).isEqualTo(new Results("runs.jsonl", List.of(FIRST), true));
        assertThat(file.read().trials()).containsExactly(FIRST.trial());
    }

    @Test
    void theNextResultTakesThePlaceOfATornLine() throws IOException {
        file.append(FIRST);
        file.append(FIRST);
        tear();

        file.append(SECOND);

        assertThat(file.read()).isEqualTo(new Results("runs.jsonl", List.of(FIRST, SECOND), false));
    }

    @Test
    void aLineInTheMiddleThatIsNoResultIsNamed() throws IOException {
        file.append(FIRST);
        Files.writeString(path, "{\"campaign\":1}\n", StandardOpenOption.APPEND);
        file.append(SECOND);

        assertThatIllegalStateException()
                .isThrownBy(file::read)
                .withMessageContaining("runs.jsonl line 2 is not a result");
    }

    @Test
    void aRunThatFailedIsDoneToo() {
        file.append(PlantedResults.problem(FIRST, "blind"));

        assertThat(file.read().trials()).containsExactly(FIRST.trial());
    }

    /** In the middle of a character, as a power failure would. */
    private void tear() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        byte[] torn = Arrays.copyOf(bytes, bytes.length - 20);
        torn[torn.length - 1] = (byte) 0xC3;
        Files.write(path, torn);
    }

    private JsonObject json() throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(path)))) {
            return reader.readObject();
        }
    }
}
