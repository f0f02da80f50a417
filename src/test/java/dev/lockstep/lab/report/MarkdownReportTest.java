package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The table says of planted results just what was planted. */
class MarkdownReportTest {
    private static final String FOUR = new MarkdownReport(PlantedResults.FOUR).text();

    @Test
    void itBeginsWithWhatWasRunWhereAndHowOften() {
        assertThat(FOUR)
                .startsWith("# Campaign planted\n")
                .contains("Machine: 2 processors. Date: 2026-01-02 03:04 to 2026-01-02 03:04 UTC.")
                .contains("Versions: java 17.0.1.")
                .contains("- trials: 4\n- runs: 3\n- fired: 3\n- failed: 1\n- faults dealt: 2\n")
                .contains("- as predicted: 2\n- something else: 1\n");
    }

    @Test
    void eachCellHasWhatWasFoundThere() {
        assertThat(FOUR)
                .contains(
                        """
                        | strategy | scenario | step | server kill | broker cut-requests |
                        | --- | --- | --- | --- | --- |
                        | xa | publish | between prepares | none |  |
                        | xa | publish | decided | FAILED RUN |  |
                        | dual-write | publish | between commits | orphan | lost (!) |
                        """);
    }

    @Test
    void severalRunsInACellAreCounted() {
        Result clean = PlantedResults.result("saga", "decide", "server", "kill");
        Result orphan = PlantedResults.found(clean, Map.of("orphan", List.of("e")), List.of());
        Result failed = PlantedResults.problem(orphan, "blind");

        assertThat(text(clean, orphan, orphan, failed))
                .contains("| FAILED RUN 1 of 4, orphan 2 of 4 (!) |");
        assertThat(text(clean, clean)).contains("| saga | publish | decide | none |");
    }

    @Test
    void costsAreMedianAndMaximumOfTheRunsThatDidNotFail() {
        assertThat(FOUR)
                .contains(
                        "| xa | 1 | 12.5 / 12.5 | 10.3 / 10.3 | 9.8 / 9.8 | 6.1 / 6.1 | 4.5 / 4.5 | 3 | 0 |");
    }

    @Test
    void whatDiffersAndWhatFailedIsListedWithItsLine() {
        assertThat(FOUR)
                .contains(
                        "- [line 3](runs.jsonl#L3), dual-write publish, between commits, cut-requests of broker,")
                .contains(": found lost (e-2, e-3); theory predicts none")
                .contains("- [line 4](runs.jsonl#L4), xa publish, decided,")
                .contains(": the fault did not fire")
                .doesNotContain("line 1]")
                .doesNotContain("line 2]");
    }

    @Test
    void whatCannotMeetAStrategyIsSaidAndCounted() {
        Result exempt =
                PlantedResults.problem(
                        PlantedResults.result("saga", "decide", "broker", "rollback-by-hand"),
                        Result.notApplicable("no branch is prepared under saga"));

        assertThat(text(exempt))
                .contains("| saga | publish | decide | not applicable |")
                .contains("- failed: 0\n")
                .contains("- not applicable: 1\n");
        assertThat(FOUR).doesNotContain("not applicable");
    }

    @Test
    void whatAFailoverTookWithItIsCounted() {
        Result behind =
                PlantedResults.found(
                        PlantedResults.result(
                                "outbox", "sent", "database", "failover-asynchronous-behind"),
                        Map.of("lost", List.of("e-1", "e-2")),
                        List.of("lost"));

        assertThat(text(behind))
                .contains(
                        "| failover-asynchronous-behind | outbox | publish | 7 | 2 | [line 1](runs.jsonl#L1) |");
        assertThat(FOUR).doesNotContain("failover");
    }

    @Test
    void nothingInARunBecomesMarkup() {
        assertThat(text(PlantedResults.result("a|b\n*c*", "<b>[d](e)`f`", "server", "kill")))
                .contains("| a\\|b \\*c\\* | publish | &lt;b>\\[d\\](e)\\`f\\` | none |");
    }

    @Test
    void aCampaignWithoutRunsAndATornLineAreSaid() {
        assertThat(new MarkdownReport(new Results("runs.jsonl", List.of(), true)).text())
                .contains("- runs: 0\n")
                .contains("Its last line is torn");
    }

    private static String text(Result... results) {
        return new MarkdownReport(new Results("runs.jsonl", List.of(results), false)).text();
    }
}
