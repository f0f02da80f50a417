package dev.lockstep.transaction;

import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.ClockJump;
import dev.lockstep.lab.stack.ServerClock;
import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedOrphan;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody sets the clock of the server by ten minutes while it works. */
@OnTheStack
class ClockSetIT {
    private static final String EVENT = "clock";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration LIMIT = Duration.ofSeconds(45);

    /** Recovery's second pass begins: what was prepared before the first one has been seen. */
    private static final Step SECOND_PASS =
            Step.of(
                    "xa",
                    PUBLISH,
                    "seen by recovery",
                    Code.entry(
                            "com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule",
                            "periodicWorkSecondPass()"));

    /** The transaction is at work: nobody has been asked to prepare. */
    private static final Step AT_WORK =
            Step.of(
                    "xa",
                    PUBLISH,
                    "at work",
                    Code.entry("dev.lockstep.strategy.xa.XaPublish", "sendMessage"));

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private WildFly server;

    @BeforeEach
    void aServerWithAClockOfItsOwn() {
        assumeTrue(
                ServerClock.isAvailable(),
                "libfaketime is not installed, so the clock of a server cannot be set");
        server = lockstep.stack().wildfly();
        server.settableClock(true);
        if (!server.isClockSettable()) {
            server.process().kill();
            lockstep.stack().startWhatIsDown();
            lockstep.awaitReady();
        }
    }

    /** Other tests may go on with this server; its next start has the machine's clock. */
    @AfterEach
    void theRightTime() {
        if (server != null) {
            ClockJump.of(server, TEN_MINUTES).mend();
            server.settableClock(false);
        }
    }

    /**
     * Timeline: a branch without a decision is prepared, and a scan of recovery sees it. The clock
     * is set back. For recovery the branch is now to be seen in ten minutes.
     */
    @Test
    void anOrphanThatWasSeenBeforeTheClockWasSetBackIsRolledBackInTime() throws Exception {
        Log log = Log.ofServer(lockstep);
        PlantedOrphan.holding(EVENT, lockstep);
        awaitScan();
        try (Breakpoint seen = lockstep.stopAt(SECOND_PASS)) {
            seen.awaitReached(LIMIT);
            ClockJump.of(server, TEN_MINUTES.negated()).strike();
        }
        assertThat(lockstep.inDoubt().inPostgres()).as("the orphan").hasSize(1);
        JsonObject database = lockstep.health("ready").join().data("database");
        assertThat(database.getInt("prepared")).isOne();
        assertThat(database.getInt("oldestPreparedSeconds")).isBetween(1, 60);

        await("the orphan is gone")
                .atMost(Lockstep.SETTLE_LIMIT)
                .until(() -> lockstep.inDoubt().isEmpty());

        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(201);
        assertWhole(EVENT);
        assertThat(log.lines("The clock of this server was set back by 600 s")).hasSize(1);
    }

    @Test
    void aClockThatIsSetForwardAtRestIsNoticedByNobody() throws Exception {
        Log log = Log.ofServer(lockstep);
        ClockJump.of(server, TEN_MINUTES).strike();

        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(201);

        assertWhole(EVENT);
        await("the server says so")
                .atMost(LIMIT)
                .until(() -> !log.lines("The clock of this server was set forward by").isEmpty());
    }

    @Tag("longer")
    @Test
    void aClockThatIsSetForwardBeforeTheDecisionTearsNothing() {
        assertWholeWhenSetIn(CommitStep.PREPARED_NOT_DECIDED);
    }

    @Tag("rare")
    @ParameterizedTest
    @EnumSource(
            value = CommitStep.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "PREPARED_NOT_DECIDED")
    void aClockThatIsSetForwardInACommitTearsNothing(CommitStep step) {
        assertWholeWhenSetIn(step);
    }

    /**
     * Timeline: a thread stands in the middle of its work; the clock is set back; the transaction
     * is rolled back after its 20 s all the same, and not ten minutes later.
     */
    @Tag("rare")
    @Test
    void workThatBeganBeforeTheClockWasSetBackIsTimedOutAllTheSame() {
        Log log = Log.ofServer(lockstep);
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(AT_WORK)) {
            answer = lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            ClockJump.of(server, TEN_MINUTES.negated()).strike();
            await("the transaction is timed out")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !log.lines("ARJUNA012121").isEmpty());
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(503);
        lockstep.awaitSettled();
        assertThat(lockstep.sides().rows()).isEmpty();
    }

    /** Two scans of recovery find all branches ten minutes old, while their transaction lives. */
    private void assertWholeWhenSetIn(CommitStep step) {
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(step, PUBLISH)) {
            answer = lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            awaitScan();
            ClockJump.of(server, TEN_MINUTES).strike();
            awaitScan();
            awaitScan();
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(201);
        assertWhole(EVENT);
    }

    private void awaitScan() {
        try (Breakpoint pass = lockstep.stopAt(SECOND_PASS)) {
            pass.awaitReached(LIMIT);
        }
    }

    private void assertWhole(String event) {
        lockstep.awaitSettled();
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).isEqualTo(List.of(event));
        assertThat(lockstep.sides().deliveries()).isEqualTo(List.of(event));
        assertThat(lockstep.sides().early()).isEmpty();
    }
}
