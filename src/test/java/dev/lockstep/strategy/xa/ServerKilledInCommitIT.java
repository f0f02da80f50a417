package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.way.Xa.CommitStep.BETWEEN_COMMITS;
import static dev.lockstep.lab.way.Xa.CommitStep.BETWEEN_PREPARES;
import static dev.lockstep.lab.way.Xa.CommitStep.COMMITTED_NOT_FORGOTTEN;
import static dev.lockstep.lab.way.Xa.CommitStep.DECIDED_NOT_COMMITTED;
import static dev.lockstep.lab.way.Xa.CommitStep.PREPARED_NOT_DECIDED;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kill -9 of the server at each step of commit, in each scenario. Timeline of every test: one
 * thread is stopped at the step, the server is killed there, the three logs are compared with what
 * theory says of that step, the server is started again, and recovery alone settles everything:
 * committed if and only if the decision was in the log.
 *
 * <p>{@code mvn verify} tries the steps where the verdict is made or where others lose; {@code mvn
 * verify -Plonger} tries the rest, and so does the lab.
 */
@OnTheStack
class ServerKilledInCommitIT {
    private static final String EVENT = "killed";
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * PostgreSQL is enlisted first, so it alone is prepared; no decision: rolled back as an orphan.
     */
    @Tag("longer")
    @Test
    void publishBetweenPrepares() {
        InDoubt left = kill(PUBLISH, BETWEEN_PREPARES);

        assertThat(left.inPostgres()).hasSize(1);
        assertThat(left.inArtemis()).isEmpty();
        assertThat(left.decided()).isEmpty();
        assertNothingPublishedAfterRecovery();
    }

    /** Both are prepared, under one global transaction; no decision: rolled back as orphans. */
    @Test
    void publishPreparedNotDecided() {
        InDoubt left = kill(PUBLISH, PREPARED_NOT_DECIDED);

        assertThat(left.inPostgres()).hasSize(1).isEqualTo(left.inArtemis());
        assertThat(left.decided()).isEmpty();
        assertNothingPublishedAfterRecovery();
    }

    /** Both are prepared and the decision is in the log: committed. */
    @Tag("longer")
    @Test
    void publishDecidedNotCommitted() {
        InDoubt left = kill(PUBLISH, DECIDED_NOT_COMMITTED);

        assertThat(left.inPostgres())
                .hasSize(1)
                .isEqualTo(left.inArtemis())
                .isEqualTo(left.decided());
        assertPublishedOnceAfterRecovery();
    }

    /** The row is committed, the message still prepared: committed. */
    @Tag("longer")
    @Test
    void publishBetweenCommits() {
        InDoubt left = kill(PUBLISH, BETWEEN_COMMITS);

        assertThat(left.inPostgres()).isEmpty();
        assertThat(left.inArtemis()).hasSize(1).isEqualTo(left.decided());
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertPublishedOnceAfterRecovery();
    }

    /** Both are committed, only the log does not know yet: recovery asks again and forgets. */
    @Tag("longer")
    @Test
    void publishCommittedNotForgotten() {
        InDoubt left = kill(PUBLISH, COMMITTED_NOT_FORGOTTEN);

        assertThat(left.inPostgres()).isEmpty();
        assertThat(left.inArtemis()).isEmpty();
        assertThat(left.decided()).hasSize(1);
        assertPublishedOnceAfterRecovery();
    }

    /**
     * The broker is enlisted first, so it alone is prepared; no decision: the message goes back.
     */
    @Tag("longer")
    @Test
    void drainBetweenPrepares() {
        InDoubt left = kill(DRAIN, BETWEEN_PREPARES);

        assertThat(left.inPostgres()).isEmpty();
        assertThat(left.inArtemis()).hasSize(1);
        assertThat(left.decided()).isEmpty();
        assertLetterIsBackAfterRecovery();
    }

    /** Both are prepared; no decision: the message goes back, the row does not come. */
    @Tag("longer")
    @Test
    void drainPreparedNotDecided() {
        InDoubt left = kill(DRAIN, PREPARED_NOT_DECIDED);

        assertThat(left.inPostgres()).hasSize(1).isEqualTo(left.inArtemis());
        assertThat(left.decided()).isEmpty();
        assertLetterIsBackAfterRecovery();
    }

    /** Both are prepared and the decision is in the log: drained. */
    @Tag("longer")
    @Test
    void drainDecidedNotCommitted() {
        InDoubt left = kill(DRAIN, DECIDED_NOT_COMMITTED);

        assertThat(left.inPostgres())
                .hasSize(1)
                .isEqualTo(left.inArtemis())
                .isEqualTo(left.decided());
        assertDrainedOnceAfterRecovery();
    }

    /**
     * The message is gone from the queue, the row still prepared: this is where two local
     * transactions lose it.
     */
    @Test
    void drainBetweenCommits() {
        InDoubt left = kill(DRAIN, BETWEEN_COMMITS);

        assertThat(left.inArtemis()).isEmpty();
        assertThat(left.inPostgres()).hasSize(1).isEqualTo(left.decided());
        assertThat(lockstep.sides().deadLetters()).isEmpty();
        assertThat(lockstep.sides().rows()).isEmpty();
        assertDrainedOnceAfterRecovery();
    }

    /** Both are committed, only the log does not know yet. */
    @Tag("longer")
    @Test
    void drainCommittedNotForgotten() {
        InDoubt left = kill(DRAIN, COMMITTED_NOT_FORGOTTEN);

        assertThat(left.inPostgres()).isEmpty();
        assertThat(left.inArtemis()).isEmpty();
        assertThat(left.decided()).hasSize(1);
        assertDrainedOnceAfterRecovery();
    }

    /** Kills the server at the step and says what is in doubt while it is down. */
    private InDoubt kill(Scenario scenario, CommitStep step) {
        if (scenario == DRAIN) {
            lockstep.queues().deadLetters(List.of(Api.event(EVENT)));
        }
        try (Breakpoint breakpoint = lockstep.stopAt(step, scenario)) {
            var answer =
                    scenario == PUBLISH
                            ? lockstep.publisher().publishAsync(Api.event(EVENT))
                            : lockstep.operator().drainAsync(10, 10);
            breakpoint.awaitReached(REACH_LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
            assertThat(answer).as("the caller's answer").failsWithin(REACH_LIMIT);
        }
        return lockstep.inDoubt();
    }

    private Sides recover() {
        lockstep.stack().wildfly().process().launch();
        lockstep.awaitReady();
        lockstep.awaitSettled();
        lockstep.awaitDelivered();
        return lockstep.sides();
    }

    private void assertNothingPublishedAfterRecovery() {
        Sides sides = recover();
        assertThat(sides.rows()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.early()).isEmpty();
    }

    private void assertPublishedOnceAfterRecovery() {
        Sides sides = recover();
        assertThat(sides.rows()).containsExactly(EVENT);
        assertThat(sides.deliveries()).containsExactly(EVENT);
    }

    private void assertLetterIsBackAfterRecovery() {
        Sides sides = recover();
        assertThat(sides.deadLetters()).containsExactly(EVENT);
        assertThat(sides.rows()).isEmpty();
    }

    private void assertDrainedOnceAfterRecovery() {
        Sides sides = recover();
        assertThat(sides.deadLetters()).isEmpty();
        assertThat(sides.rows()).containsExactly(EVENT);
    }
}
