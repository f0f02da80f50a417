package dev.lockstep.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.CrashPoints;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Step;
import dev.lockstep.lab.fault.Victim;
import dev.lockstep.lab.fault.Window;
import dev.lockstep.lab.report.Anomaly;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTheoryTest {
    private static final List<String> EVERYTHING = Anomaly.kinds();
    private static final List<String> NOTHING = List.of();

    @Test
    void whatIsCertainIsPredictedEvenIfItWasNotFound() {
        CrashPoint window = Window.DB_FIRST_PUBLISH_BETWEEN_COMMITS.point();

        assertThat(StepTheory.predicts(window, Victim.SERVER, Fault.KILL, NOTHING))
                .containsExactly("orphan");
        assertThat(StepTheory.predicts(window, Victim.SERVER, Fault.PAUSE, NOTHING)).isEmpty();
    }

    @Test
    void ofWhatIsPossibleOnlyWhatWasFoundIsPredicted() {
        CrashPoint window = Window.QUEUE_FIRST_PUBLISH_BEFORE_EITHER.point();

        assertThat(StepTheory.predicts(window, Victim.BROKER, Fault.CUT, NOTHING)).isEmpty();
        assertThat(
                        StepTheory.predicts(
                                window, Victim.BROKER, Fault.CUT, List.of("phantom", "orphan")))
                .containsExactly("phantom");
    }

    @Test
    void nothingButPrematureMessagesIsPossibleUnderXa() {
        for (Scenario scenario : Scenario.values()) {
            for (Step step : Step.values()) {
                for (Fault fault : Fault.values()) {
                    if (!fault.isMistake()) {
                        for (Victim victim : Victim.values()) {
                            assertThat(
                                            StepTheory.predicts(
                                                    step.in(scenario), victim, fault, EVERYTHING))
                                    .isSubsetOf("premature");
                        }
                    }
                }
            }
        }
        assertThat(
                        StepTheory.predicts(
                                Step.BETWEEN_COMMITS.in(Scenario.PUBLISH),
                                Victim.BROKER,
                                Fault.KILL,
                                EVERYTHING))
                .isEmpty();
    }

    @Test
    void aLostLogAndATwinTearWhatIsBetweenCommits() {
        for (Fault mistake : List.of(Fault.LOG_DELETED, Fault.TWIN)) {
            assertThat(
                            StepTheory.predicts(
                                    Step.BETWEEN_COMMITS.in(Scenario.PUBLISH),
                                    Victim.SERVER,
                                    mistake,
                                    NOTHING))
                    .containsExactly("orphan");
            assertThat(
                            StepTheory.predicts(
                                    Step.BETWEEN_COMMITS.in(Scenario.DRAIN),
                                    Victim.SERVER,
                                    mistake,
                                    NOTHING))
                    .containsExactly("lost");
        }
    }

    @Test
    void nothingIsPossibleUnderOutboxAndSaga() {
        for (CrashPoint point : CrashPoints.all()) {
            if (List.of("outbox", "saga").contains(point.strategy())) {
                assertThat(StepTheory.predicts(point, Victim.SERVER, Fault.KILL, EVERYTHING))
                        .isEmpty();
            }
        }
        for (Scenario scenario : Scenario.values()) {
            assertThat(StepTheory.predictsAtRandom("saga", scenario.word(), EVERYTHING)).isEmpty();
        }
    }
}
