package dev.lockstep.strategy.kafkatx;

import static dev.lockstep.lab.way.KafkaTx.PUBLISH_BETWEEN_COMMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kafka is killed or frozen under a publish; the server is never restarted. Before the commits
 * nothing is left, and the caller is told; between them the database has committed: if Kafka is
 * back within the commit's patience all is well, if not the row is an orphan.
 */
@OnTheStack
class KafkaAwayIT {
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final Api publisher = lockstep.publisher().under("kafka-tx");

    /**
     * Its own in each test: a killed broker may forget that records of earlier ones were deleted.
     */
    private final String event = "away-" + UUID.randomUUID();

    private ServerProcess kafka;
    private long server;

    /** So that a producer with a connection lies in the pool. */
    @BeforeEach
    void publishOnce() throws IOException {
        kafka = lockstep.stack().kafka().process();
        server = lockstep.stack().wildfly().process().pid();
        assertThat(publish("before").status()).isEqualTo(201);
        lockstep.awaitQuiet();
    }

    @AfterEach
    void serverWasNotRestarted() {
        assertThat(lockstep.stack().wildfly().process().pid()).isEqualTo(server);
    }

    @Test
    void killedBeforePublishLeavesNothingAndPublishWorksAfterwards() throws IOException {
        kafka.kill();

        CompletableFuture<Answer> drain = lockstep.operator().under("kafka-tx").drainAsync(1, 1);
        assertRefused(publish(event));
        // With no producer left in the pool.
        assertRefused(publish(event));
        assertRefused(drain.join());
        kafka.launch();
        kafka.awaitReady();

        lockstep.awaitReady();
        assertNothingOfTheEvent();
        assertWorks();
    }

    /** Its connections stay open, and nothing answers on them. */
    @Tag("longer")
    @Test
    void frozenUnderPublishLeavesNothingAndPublishWorksAfterwards() throws IOException {
        kafka.freeze();
        try {
            assertRefused(publish(event));
        } finally {
            kafka.thaw();
        }
        kafka.awaitReady();

        lockstep.awaitReady();
        // What the frozen broker had been sent is read by it now; it must not become visible.
        assertNothingOfTheEvent();
        assertWorks();
    }

    @Test
    void killedBetweenTheCommitsForLongLeavesAnOrphanAndTheCallerIsTold() throws IOException {
        CompletableFuture<Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(PUBLISH_BETWEEN_COMMITS)) {
            answer = publisher.publishAsync(Api.event(event));
            breakpoint.awaitReached(LIMIT);
            kafka.kill();
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(500);
        assertThat(answer.join().json().getString("id")).isEqualTo(event);
        assertThat(answer.join().json().getString("detail"))
                .startsWith("The row of this event is stored, but Kafka did not answer");
        kafka.launch();
        kafka.awaitReady();

        // The next publish takes up what was left open, and no reader waits for its time-out.
        lockstep.awaitReady();
        assertThat(publish("after").status()).isEqualTo(201);
        lockstep.awaitNoOpenTransaction();
        lockstep.awaitQuiet();
        Map<Anomaly, Set<String>> anomalies =
                Audit.judge(
                        Histories.acknowledged("before", "after").and(Histories.unknown(event)),
                        lockstep.sides());
        assertThat(anomalies.remove(Anomaly.ORPHAN)).containsExactly(event);
        assertThat(anomalies).allSatisfy((kind, ids) -> assertThat(ids).as(kind.kind()).isEmpty());
    }

    /** Longer than one request's patience, shorter than the commit's. */
    @Tag("longer")
    @Test
    void frozenBetweenTheCommitsForAWhileOnlyDelaysTheAnswer() {
        CompletableFuture<Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(PUBLISH_BETWEEN_COMMITS)) {
            answer = publisher.publishAsync(Api.event(event));
            breakpoint.awaitReached(LIMIT);
            kafka.freeze();
        }
        try {
            await("the commit is asked for more than once")
                    .during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(7))
                    .until(() -> !answer.isDone());
        } finally {
            kafka.thaw();
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(201);
        lockstep.awaitReady();
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("before", event);
        lockstep.assertNoAnomalies(Histories.acknowledged("before", event));
    }

    private Answer publish(String id) throws IOException {
        return publisher.publish(Api.event(id));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    }

    private void assertNothingOfTheEvent() {
        assertThat(lockstep.sides().rows()).containsExactly("before");
        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .extracting(Seen::id)
                .doesNotContain(event);
    }

    /** The next publish takes up what was left open, and no reader waits for its time-out. */
    private void assertWorks() throws IOException {
        assertThat(publish(event).status()).isEqualTo(201);
        lockstep.awaitNoOpenTransaction();
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries())
                .containsExactlyInAnyOrderElementsOf(List.of("before", event));
        lockstep.assertNoAnomalies(Histories.acknowledged("before", event));
    }
}
