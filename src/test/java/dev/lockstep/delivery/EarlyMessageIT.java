package dev.lockstep.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A message that comes before its row can be read: the consumer puts it back and delivers it once,
 * later.
 */
@OnTheStack
class EarlyMessageIT {
    private static final String EVENT = "early";
    private static final String PUTTING_BACK = "A message goes back to push.events";
    private static final String NO_ANSWER_IN_ONE_PHASE = "ARJUNA016039";

    private static final Step NOTED_NOT_COMMITTED =
            new Step(
                    "xa",
                    Scenario.PUBLISH,
                    "the early message is noted, and the note not committed",
                    Set.of(),
                    null,
                    Code.exit("dev.lockstep.delivery.Deliveries", "recordEarly"),
                    0);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private long putBackBefore;

    @BeforeEach
    void countBefore() {
        putBackBefore = lockstep.timesSaid(PUTTING_BACK);
    }

    /**
     * The server is killed with the decision in the log and nobody told, PostgreSQL dies with it;
     * the server comes back alone, and recovery commits the broker's branch: the message is out,
     * its row still prepared in a database that is down. Then PostgreSQL comes back.
     */
    @Test
    void isDeliveredOnceWhenTheDatabaseWasDownWhileTheBrokerRecovered() {
        try (Breakpoint breakpoint =
                lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.PUBLISH)) {
            lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
        }
        lockstep.stack().postgres().process().kill();
        lockstep.stack().wildfly().process().launch();
        try {
            lockstep.stack().wildfly().process().awaitReady();
            await("the broker's branch is committed while the database is down")
                    .atMost(LIMIT)
                    .until(
                            () ->
                                    lockstep.stack()
                                            .artemis()
                                            .console()
                                            .preparedTransactions()
                                            .isEmpty());
            assertThat(lockstep.stack().artemis().console().messageCount(Queues.EVENTS)).isOne();
        } finally {
            lockstep.stack().postgres().process().launch();
        }

        lockstep.awaitReady();
        lockstep.awaitSettled();
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
    }

    /**
     * A message without a row is noted once as early, however often it comes, and delivered once
     * the row is there.
     */
    @Test
    void isNotedAsEarlyAndDeliveredOnceItsRowIsThere() {
        lockstep.queues().publishWithoutRow(Api.event(EVENT));
        await("the early message is noted")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().early().contains(EVENT));
        await("it has come again").atMost(LIMIT).until(() -> timesPutBack() >= 3);
        assertThat(lockstep.sides().deliveries()).isEmpty();

        lockstep.sql(
                "INSERT INTO push_event VALUES ('%s', 'r', 't', 'b', 'test', now())"
                        .formatted(EVENT));

        lockstep.awaitDelivered();
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.sides().early()).isEqualTo(List.of(EVENT));
    }

    /**
     * The note is a transaction with one participant, which is committed in one phase. If that is
     * not answered, nothing may stay in the transaction log: nobody could settle it.
     */
    @Test
    void leavesNothingInDoubtIfTheDatabaseIsFrozenWhileItIsNoted() {
        ServerProcess database = lockstep.stack().postgres().process();
        long before = lockstep.timesSaid(NO_ANSWER_IN_ONE_PHASE);
        try (Breakpoint breakpoint = lockstep.stopAt(NOTED_NOT_COMMITTED)) {
            lockstep.queues().publishWithoutRow(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            database.freeze();
        }
        try {
            await("the commit is given up")
                    .atMost(LIMIT)
                    .until(() -> lockstep.timesSaid(NO_ANSWER_IN_ONE_PHASE) > before);
        } finally {
            database.thaw();
        }

        lockstep.awaitReady();
        lockstep.awaitSettled();
        await("the early message is noted all the same")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().early().equals(List.of(EVENT)));
    }

    /** How often the consumer has said that it put a message back, since the test began. */
    private long timesPutBack() {
        return lockstep.timesSaid(PUTTING_BACK) - putBackBefore;
    }
}
