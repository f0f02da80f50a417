package dev.lockstep.lab.run;

import static dev.lockstep.lab.way.Xa.CommitStep.DECIDED_NOT_COMMITTED;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person settles one side of what xa has prepared. */
@OnTheStack
class SettledByHandRunIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * Timeline: a publish and a drain are decided, their threads stand before the first commit.
     * Somebody rolls back what is prepared in PostgreSQL. The threads go on, and hear that the
     * branch is not there: before anything else, in the publish, which ends on neither side; after
     * the letters are out of the queue, in the drain.
     */
    @Test
    void rolledBackInTheDatabaseAfterTheDecision() {
        List<Result> results = run(DECIDED_NOT_COMMITTED, Victim.DATABASE, Fault.ROLLBACK_BY_HAND);

        assertThat(results.get(1).found()).contains(Anomaly.TORN.kind());
    }

    @Tag("rare")
    @ParameterizedTest
    @CsvSource({
        "DECIDED_NOT_COMMITTED, DATABASE, COMMIT_BY_HAND",
        "DECIDED_NOT_COMMITTED, BROKER, ROLLBACK_BY_HAND",
        "DECIDED_NOT_COMMITTED, BROKER, KILL_ROLLBACK_BY_HAND",
        "PREPARED_NOT_DECIDED, DATABASE, KILL_COMMIT_BY_HAND"
    })
    void otherwise(Xa.CommitStep step, Victim victim, Fault fault) {
        run(step, victim, fault);
    }

    private List<Result> run(Xa.CommitStep step, Victim victim, Fault fault) {
        StepRun run =
                new StepRun(
                        Ways.of(Xa.NAME),
                        List.of(step.in(PUBLISH), step.in(DRAIN)),
                        victim,
                        fault,
                        1);
        return StepRuns.asPredicted(lockstep, "by hand", run);
    }
}
