package dev.lockstep.strategy.saga;

import static dev.lockstep.lab.way.Saga.PUBLISH_BEFORE_ROW;
import static dev.lockstep.lab.way.Saga.PUBLISH_SENT_NOT_DECIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publish as a saga, with the server alive: what is refused, late or asked for twice. */
@OnTheStack
class PublishAllOrNothingIT {
    private static final String EVENT = "all-or-nothing";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** A saga's own limit, and one scan of the coordinator. */
    private static final Duration COMPENSATED_LIMIT = Duration.ofSeconds(30);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private final LraCoordinator coordinator = new LraCoordinator(lockstep);
    private Api publisher;

    @BeforeEach
    void useTheSaga() {
        publisher = lockstep.publisher().under("saga");
    }

    /** Nothing was sent, so nothing is cancelled either. */
    @Test
    void aRefusedRowLeavesNothing() throws Exception {
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertThat(publisher.publish(Api.event(EVENT)).status()).isEqualTo(503);
        }
        assertNothingLeft();
        assertThat(lockstep.topics().committed(Topics.EVENTS)).isEmpty();

        assertPublishSucceeds();
    }

    /** While Kafka is away the cancellation cannot be sent: the row stays until it is back. */
    @Test
    void kafkaAwayLeavesNothingOnceItIsBack() throws Exception {
        assertPublishSucceedsFor("warm-up");
        ServerProcess kafka = lockstep.stack().kafka().process();
        kafka.kill();
        Answer answer;
        try {
            answer = publisher.publish(Api.event(EVENT));
        } finally {
            kafka.launch();
            kafka.awaitReady();
        }
        assertThat(answer.status()).isEqualTo(504);
        lockstep.awaitQuiet();

        assertThat(lockstep.sides().rows()).containsExactly("warm-up");
        assertThat(lockstep.sides().deliveries()).containsExactly("warm-up");
        assertPublishSucceeds();
    }

    /**
     * No isolation: the row is readable and the message delivered while the saga is open; both are
     * withdrawn when its limit passes before it decides, and the caller is told.
     */
    @Test
    void othersSeeWhatIsTakenBackLater() throws Exception {
        CompletableFuture<Answer> answer;
        try (Breakpoint open = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            answer = publisher.publishAsync(Api.event(EVENT));
            open.awaitReached(LIMIT);

            awaitDelivered();
            assertThat(publisher.find(EVENT).status()).as("GET, meanwhile").isEqualTo(200);
            assertThat(publisher.publish(Api.event(EVENT)).status())
                    .as("a repeat, meanwhile")
                    .isEqualTo(504);

            await("its limit passes")
                    .atMost(COMPENSATED_LIMIT)
                    .until(() -> lockstep.sides().cancelled().contains(EVENT));
            await("the row is gone")
                    .atMost(LIMIT)
                    .until(() -> publisher.find(EVENT).status() == 404);
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).as("too late").isEqualTo(503);
        assertNothingLeft();
        assertPublishSucceeds();
    }

    /**
     * The coordinator may compensate what it has closed, if a scan came in between: a limit goes
     * on. It does not always do so; {@link #aCompensationAfterTheDecisionDoesNothing} does.
     */
    @Tag("longer")
    @Test
    void aPublishThatOutlivesAScanStays() throws Exception {
        CompletableFuture<Answer> answer;
        try (Breakpoint open = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            answer = publisher.publishAsync(Api.event(EVENT));
            open.awaitReached(LIMIT);
            assertStays("meanwhile, longer than a scan", Duration.ofSeconds(8));
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(201);

        assertStays("until its limit is over", COMPENSATED_LIMIT.minusSeconds(8));
        assertPublishedOnce();
    }

    @Test
    void aCompensationAfterTheDecisionDoesNothing() throws Exception {
        String lra;
        CompletableFuture<Answer> answer;
        try (Breakpoint open = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            answer = publisher.publishAsync(Api.event(EVENT));
            open.awaitReached(LIMIT);
            lra = coordinator.lastActive();
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(201);

        assertThat(coordinator.compensate(lra).get()).isEqualTo(200);
        assertPublishedOnce();
    }

    @Test
    void aCompensationBeforeTheRowKeepsItOut() throws Exception {
        CompletableFuture<Answer> answer;
        try (Breakpoint begun = lockstep.stopAt(PUBLISH_BEFORE_ROW)) {
            answer = publisher.publishAsync(Api.event(EVENT));
            begun.awaitReached(LIMIT);
            assertThat(coordinator.compensate(coordinator.lastActive()).get()).isEqualTo(200);
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(503);
        assertNothingLeft();
        assertThat(lockstep.topics().committed(Topics.EVENTS)).isEmpty();
    }

    /** One of them undoes it; the other finds it done, or is told to come again. */
    @Test
    void compensationsAtTheSameTimeUndoOnce() throws Exception {
        CompletableFuture<Answer> answer;
        try (Breakpoint open = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            answer = publisher.publishAsync(Api.event(EVENT));
            open.awaitReached(LIMIT);
            awaitDelivered();

            String lra = coordinator.lastActive();
            List<CompletableFuture<Integer>> asked =
                    List.of(
                            coordinator.compensate(lra),
                            coordinator.compensate(lra),
                            coordinator.compensate(lra));
            for (CompletableFuture<Integer> each : asked) {
                assertThat(each.get()).isIn(200, 503);
            }
            assertThat(coordinator.compensate(lra).get()).as("once more").isEqualTo(200);
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(503);
        assertNothingLeft();
        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .as("the message and its cancellation")
                .hasSize(2);
        assertPublishSucceeds();
    }

    private void awaitDelivered() {
        await("the message is delivered")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().deliveries().contains(EVENT));
    }

    private void assertNothingLeft() {
        lockstep.awaitQuiet();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.early()).isEmpty();
        lockstep.assertNoAnomalies(Histories.failed(EVENT));
    }

    private void assertPublishSucceeds() throws Exception {
        assertPublishSucceedsFor(EVENT);
    }

    private void assertPublishSucceedsFor(String event) throws Exception {
        assertThat(publisher.publish(Api.event(event)).status()).isEqualTo(201);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).contains(event);
        assertThat(lockstep.sides().deliveries()).containsOnlyOnce(event);
    }

    private void assertStays(String when, Duration time) {
        await("the row stays " + when)
                .during(time)
                .atMost(time.plusSeconds(10))
                .untilAsserted(() -> assertThat(lockstep.sides().rows()).containsExactly(EVENT));
    }

    private void assertPublishedOnce() {
        lockstep.awaitQuiet();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly(EVENT);
        assertThat(sides.deliveries()).containsExactly(EVENT);
        assertThat(sides.cancelled()).isEmpty();
    }
}
