package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.words.Anomaly;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A verdict is theory held against what was found, and a run that failed has none. */
class ResultTest {
    private static final Result CLEAN = PlantedResults.result("xa", "decided", "server", "kill");

    @Test
    void everyKindIsThereWhetherItOccurredOrNot() {
        assertThat(CLEAN.anomalies()).containsOnlyKeys(Anomaly.kinds());
        assertThat(CLEAN.found()).isEmpty();
    }

    @Test
    void whatTheoryPredictsIsAsPredicted() {
        assertThat(CLEAN.verdict()).isEqualTo(Result.AS_PREDICTED);
        assertThat(found(List.of("e-1"), List.of("orphan")).verdict())
                .isEqualTo(Result.AS_PREDICTED);
    }

    @Test
    void anAnomalyThatTheoryDoesNotPredictIsSomethingElse() {
        assertThat(found(List.of("e-1"), List.of()).verdict()).isEqualTo(Result.SOMETHING_ELSE);
    }

    @Test
    void aStrategyThatLooksPerfectWhereTheoryPredictsAnAnomalyIsSomethingElse() {
        assertThat(found(List.of(), List.of("orphan")).verdict()).isEqualTo(Result.SOMETHING_ELSE);
    }

    @Test
    void aRunWithAProblemHasFailedWhateverWasFoundWhichIsSaid() {
        Result result = PlantedResults.problem(found(List.of("e-1"), List.of("orphan")), "blind");

        assertThat(result.verdict()).isEqualTo(Result.FAILED_RUN);
        assertThat(result.words()).isEqualTo("blind; found orphan (e-1)");
    }

    @Test
    void aRunWhoseFaultDidNotFireHasFailedThoughNobodySaysSo() {
        Result result = PlantedResults.problem(CLEAN, null);

        assertThat(result.verdict()).isEqualTo(Result.FAILED_RUN);
        assertThat(result.words()).isEqualTo("the fault did not fire");
    }

    @Test
    void whatWasNotRunSinceItsFaultCannotMeetTheStrategyHasNotFailed() {
        Result result = PlantedResults.problem(CLEAN, Result.notApplicable("no branch"));

        assertThat(result.verdict()).isEqualTo(Result.NOT_APPLICABLE);
        assertThat(result.isValid()).isFalse();
        assertThat(result.words()).isEqualTo("not applicable: no branch");
    }

    @Test
    void ofManyIdsTheFirstAreNamedAndTheOthersCounted() {
        List<String> ids = List.of("a", "b", "c", "d", "e", "f", "g");

        assertThat(found(ids, List.of()).words())
                .isEqualTo("found orphan (a, b, c, d, e and 2 more); theory predicts none");
    }

    private static Result found(List<String> orphans, List<String> predicted) {
        return PlantedResults.found(CLEAN, Map.of("orphan", orphans), predicted);
    }
}
