package dev.lockstep.strategy.saga;

import static dev.lockstep.lab.way.Saga.DRAIN_BEFORE_EITHER;
import static dev.lockstep.lab.way.Saga.DRAIN_DECIDED_NOT_CLOSED;
import static dev.lockstep.lab.way.Saga.DRAIN_REMOVED_NOT_DECIDED;
import static dev.lockstep.lab.way.Saga.DRAIN_SAVED_NOT_REMOVED;
import static dev.lockstep.lab.way.Saga.PUBLISH_BEFORE_ROW;
import static dev.lockstep.lab.way.Saga.PUBLISH_DECIDED_NOT_CLOSED;
import static dev.lockstep.lab.way.Saga.PUBLISH_SAVED_NOT_SENT;
import static dev.lockstep.lab.way.Saga.PUBLISH_SENT_NOT_DECIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * kill -9 of the server at each step of the saga. Timeline of every test: one thread is stopped at
 * the step, the server is killed there and started again; when the saga's limit of 20 s has passed,
 * the coordinator has had everything undone that was not decided, and nothing else.
 */
@OnTheStack
class ServerKilledIT {
    private static final String EVENT = "killed";
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    /** The limit of a saga, and one scan. */
    private static final Duration COMPENSATION_LIMIT = Duration.ofSeconds(30);

    private static final Step CANCELLED_NOT_DELETED =
            new Step(
                    "saga",
                    Scenario.PUBLISH,
                    "cancelled, row not deleted",
                    Set.of(),
                    null,
                    Code.entry("dev.lockstep.strategy.saga.Compensation", "deleteRows"),
                    0);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private Api publisher;
    private Api operator;

    @BeforeEach
    void useTheSaga() {
        publisher = lockstep.publisher().under("saga");
        operator = lockstep.operator().under("saga");
    }

    @Tag("longer")
    @Test
    void publishBeforeTheRow() throws Exception {
        killInPublish(PUBLISH_BEFORE_ROW);

        assertNothingPublished(List.of());
    }

    /** What no crash can tell apart is cancelled too: here, a message that was never sent. */
    @Tag("longer")
    @Test
    void publishSavedNotSent() throws Exception {
        killInPublish(PUBLISH_SAVED_NOT_SENT);

        assertThat(lockstep.sides().rows()).as("meanwhile").containsExactly(EVENT);
        assertNothingPublished(List.of());
    }

    /** Delivered, then taken back: the consumer has acted on what never came to be. */
    @Test
    void publishSentNotDecided() throws Exception {
        try (Breakpoint breakpoint = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            var answer = publisher.publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(REACH_LIMIT);
            await("the message is delivered")
                    .atMost(REACH_LIMIT)
                    .until(() -> lockstep.sides().deliveries().contains(EVENT));
            killServer(breakpoint);
            assertThat(answer).failsWithin(REACH_LIMIT);
        }
        startServer();

        assertNothingPublished(List.of(EVENT));
    }

    /** The LRA was never closed, so its compensation is asked for, and finds the decision. */
    @Tag("longer")
    @Test
    void publishDecidedNotClosed() throws Exception {
        killInPublish(PUBLISH_DECIDED_NOT_CLOSED);
        assertStays(EVENT);

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly(EVENT);
        assertThat(sides.deliveries()).containsExactly(EVENT);
        assertThat(sides.cancelled()).isEmpty();
        assertThat(publisher.publish(Api.event(EVENT)).status()).as("a repeat").isEqualTo(200);
    }

    /** The limit passes, the cancellation is sent, and the server dies before the row is gone. */
    @Tag("longer")
    @Test
    void publishKilledWhileCompensating() throws Exception {
        try (Breakpoint open = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED);
                Breakpoint undoing = lockstep.stopAt(CANCELLED_NOT_DELETED)) {
            var answer = publisher.publishAsync(Api.event(EVENT));
            open.awaitReached(REACH_LIMIT);
            undoing.awaitReached(COMPENSATION_LIMIT);
            assertThat(lockstep.sides().rows()).containsExactly(EVENT);
            open.serverKilled();
            killServer(undoing);
            assertThat(answer).failsWithin(REACH_LIMIT);
        }
        startServer();

        assertNothingPublished(List.of(EVENT));
    }

    @Tag("longer")
    @Test
    void drainBeforeTheRows() throws Exception {
        killInDrain(DRAIN_BEFORE_EITHER);

        assertLettersAreBack();
        assertThat(lockstep.sides().deadLetters()).containsExactlyInAnyOrder("a", "known", "b");
        assertDrainedOnce();
    }

    /** The letter was not removed and is put back all the same: there twice, drained once. */
    @Tag("longer")
    @Test
    void drainSavedNotRemoved() throws Exception {
        killInDrain(DRAIN_SAVED_NOT_REMOVED);

        assertLettersAreBack();
        assertDrainedOnce();
    }

    /** This is where two local transactions, the queue's first, lose the letter. */
    @Tag("longer")
    @Test
    void drainRemovedNotDecided() throws Exception {
        killInDrain(DRAIN_REMOVED_NOT_DECIDED);

        assertLettersAreBack();
        assertDrainedOnce();
    }

    @Tag("longer")
    @Test
    void drainDecidedNotClosed() throws Exception {
        killInDrain(DRAIN_DECIDED_NOT_CLOSED);
        assertStays("known", "a", "b");

        assertThat(lockstep.sides().deadLetters()).isEmpty();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("known", "a", "b");
    }

    private void killInPublish(Step step) throws Exception {
        try (Breakpoint breakpoint = lockstep.stopAt(step)) {
            var answer = publisher.publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(REACH_LIMIT);
            killServer(breakpoint);
            assertThat(answer).as("the caller's answer").failsWithin(REACH_LIMIT);
        }
        startServer();
    }

    /** One of the letters has its row already: that one is not the saga's to take back. */
    private void killInDrain(Step step) throws Exception {
        assertThat(publisher.publish(Api.event("known")).status()).isEqualTo(201);
        lockstep.topics().deadLetters(List.of(Api.event("a"), Api.event("known"), Api.event("b")));
        try (Breakpoint breakpoint = lockstep.stopAt(step)) {
            var answer = operator.drainAsync(10, 10);
            breakpoint.awaitReached(REACH_LIMIT);
            killServer(breakpoint);
            assertThat(answer).as("the caller's answer").failsWithin(REACH_LIMIT);
        }
        startServer();
    }

    private void killServer(Breakpoint breakpoint) {
        lockstep.stack().wildfly().process().kill();
        breakpoint.serverKilled();
    }

    private void startServer() {
        lockstep.stack().wildfly().process().launch();
        lockstep.awaitReady();
    }

    /** A compensation that finds nothing to do leaves no trace: the rows must outlast its time. */
    private void assertStays(String... rows) {
        await("the rows stay until every limit is over")
                .during(COMPENSATION_LIMIT)
                .atMost(COMPENSATION_LIMIT.plusSeconds(10))
                .untilAsserted(
                        () -> assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder(rows));
    }

    private void assertNothingPublished(List<String> cancelled) throws Exception {
        lockstep.awaitQuiet();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.cancelled()).isEqualTo(cancelled);
        lockstep.assertNoAnomalies(Histories.unknown(EVENT));

        assertThat(publisher.publish(Api.event(EVENT)).status()).as("a repeat").isEqualTo(201);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
    }

    private void assertLettersAreBack() {
        lockstep.awaitQuiet();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly("known");
        assertThat(sides.deadLetters()).contains("a", "b");
        lockstep.assertNoAnomalies(
                Histories.acknowledged("known").and(Histories.deadLetters("a", "b")));
    }

    private void assertDrainedOnce() throws Exception {
        assertThat(operator.drain(10, 10).status()).as("a second drain").isEqualTo(200);
        lockstep.awaitQuiet();
        Sides sides = lockstep.sides();
        assertThat(sides.deadLetters()).isEmpty();
        assertThat(sides.rows()).containsExactlyInAnyOrder("known", "a", "b");
    }
}
