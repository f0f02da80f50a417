package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.LOST;
import static dev.lockstep.lab.words.Anomaly.ORPHAN;
import static dev.lockstep.lab.words.Anomaly.PHANTOM;
import static dev.lockstep.lab.words.Anomaly.PREMATURE;
import static dev.lockstep.lab.words.Anomaly.TORN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TheoryTest {
    private static final Set<Anomaly> EVERYTHING = EnumSet.allOf(Anomaly.class);
    private static final Set<Anomaly> NOTHING = Set.of();

    @Test
    void whatIsCertainIsPredictedEvenIfItWasNotFound() {
        Step step = DualWriteDbFirst.PUBLISH_BETWEEN_COMMITS;

        assertThat(predicts(step, Victim.SERVER, Fault.KILL, NOTHING)).containsExactly(ORPHAN);
        assertThat(predicts(step, Victim.SERVER, Fault.PAUSE, NOTHING)).isEmpty();
    }

    @Test
    void ofWhatIsPossibleOnlyWhatWasFoundIsPredicted() {
        Step step = DualWriteQueueFirst.PUBLISH_BEFORE_EITHER;

        assertThat(predicts(step, Victim.BROKER, Fault.CUT, NOTHING)).isEmpty();
        assertThat(predicts(step, Victim.BROKER, Fault.CUT, Set.of(PHANTOM, ORPHAN)))
                .containsExactly(PHANTOM);
    }

    @Test
    void nothingButPrematureMessagesIsPossibleUnderXa() {
        for (Step step : Ways.of(Xa.NAME).steps()) {
            for (Fault fault : Fault.values()) {
                if (fault.comesAtRandom() || fault.is(Nature.MODE) || fault.is(Nature.CLOCK)) {
                    for (Victim victim : Victim.values()) {
                        assertThat(predicts(step, victim, fault, EVERYTHING)).isSubsetOf(PREMATURE);
                    }
                }
            }
        }
        assertThat(
                        predicts(
                                Xa.CommitStep.BETWEEN_COMMITS.in(Scenario.PUBLISH),
                                Victim.BROKER,
                                Fault.KILL,
                                EVERYTHING))
                .isEmpty();
    }

    @Test
    void aLostLogAndATwinTearWhatIsBetweenCommits() {
        Step publish = Xa.CommitStep.BETWEEN_COMMITS.in(Scenario.PUBLISH);
        Step drain = Xa.CommitStep.BETWEEN_COMMITS.in(Scenario.DRAIN);

        for (Fault mistake : List.of(Fault.LOG_DELETED, Fault.TWIN)) {
            assertThat(predicts(publish, Victim.SERVER, mistake, NOTHING)).containsExactly(ORPHAN);
            assertThat(predicts(drain, Victim.SERVER, mistake, NOTHING)).containsExactly(LOST);
        }
    }

    /** Whoever settles a branch by hand may tear a transaction, and never in silence. */
    @Test
    void whatIsSettledByHandUnderXaIsTornAndNamedAtMost() {
        for (Step step : Ways.of(Xa.NAME).steps()) {
            for (Victim victim : List.of(Victim.DATABASE, Victim.BROKER)) {
                Stream.of(Fault.values())
                        .filter(fault -> fault.is(Nature.BRANCH))
                        .forEach(
                                fault ->
                                        assertThat(predicts(step, victim, fault, EVERYTHING))
                                                .isSubsetOf(TORN, PREMATURE));
            }
        }
    }

    @Test
    void aDatabaseThatCannotSaveTheRowTearsWhatWentToTheQueueFirst() {
        for (Fault fault : List.of(Fault.READ_ONLY, Fault.BLACK_HOLE)) {
            for (String way : List.of(DualWriteQueueFirst.NAME, KafkaTxKafkaFirst.NAME)) {
                Step publish = Ways.of(way).worst(Scenario.PUBLISH).step();
                Step drain = Ways.of(way).worst(Scenario.DRAIN).step();
                assertThat(predicts(publish, Victim.DATABASE, fault, NOTHING))
                        .containsExactly(PHANTOM);
                assertThat(predicts(drain, Victim.DATABASE, fault, NOTHING)).containsExactly(LOST);
                assertThat(predicts(publish, Victim.BROKER, fault, NOTHING)).isEmpty();
            }
        }
    }

    @Test
    void nothingIsPossibleUnderOutboxAndSaga() {
        for (Way way : List.of(Ways.of(Outbox.NAME), Ways.of(Saga.NAME))) {
            for (Step step : way.steps()) {
                assertThat(predicts(step, Victim.SERVER, Fault.KILL, EVERYTHING)).isEmpty();
                assertThat(predicts(step, Victim.SERVER, Fault.CLOCK_BACK, EVERYTHING)).isEmpty();
                assertThat(predicts(step, Victim.DATABASE, Fault.READ_ONLY, EVERYTHING)).isEmpty();
            }
            for (Scenario scenario : Scenario.values()) {
                assertThat(Theory.predictsAtRandom(way, scenario, EVERYTHING)).isEmpty();
            }
        }
    }

    private static Set<Anomaly> predicts(
            Step step, Victim victim, Fault fault, Set<Anomaly> found) {
        return Theory.predicts(Ways.of(step.way()), step, victim, fault, found);
    }
}
