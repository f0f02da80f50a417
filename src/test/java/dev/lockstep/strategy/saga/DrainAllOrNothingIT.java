package dev.lockstep.strategy.saga;

import static dev.lockstep.lab.way.Saga.DRAIN_REMOVED_NOT_DECIDED;
import static dev.lockstep.lab.way.Saga.PUBLISH_SENT_NOT_DECIDED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drain as a saga, with the server alive. */
@OnTheStack
class DrainAllOrNothingIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** A saga's own limit, and one scan of the coordinator. */
    private static final Duration COMPENSATED_LIMIT = Duration.ofSeconds(30);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private Api publisher;
    private Api operator;

    @BeforeEach
    void useTheSaga() {
        publisher = lockstep.publisher().under("saga");
        operator = lockstep.operator().under("saga");
    }

    @Test
    void aRefusedRowLeavesTheLettersOnce() throws Exception {
        lockstep.topics().deadLetters(List.of(Api.event("a"), Api.event("b")));
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertThat(operator.drain(10, 10).status()).isEqualTo(503);
        }
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).isEmpty();
        assertThat(lockstep.sides().deadLetters()).containsExactlyInAnyOrder("a", "b");

        assertDrained("a", "b");
    }

    /**
     * The limit passes after the letter was removed and before the drain decides: it is put back as
     * it was, whatever its sender has put into it, and the caller is told.
     */
    @Test
    void aDrainThatIsTooLatePutsTheVeryLetterBack() throws Exception {
        ProducerRecord<byte[], byte[]> letter =
                Topics.record(Topics.DEAD_LETTERS, Api.event("late"));
        letter.headers().add("from", "elsewhere".getBytes(UTF_8));
        letter.headers().add("nothing", null);
        lockstep.topics().send(List.of(letter));

        CompletableFuture<Answer> answer;
        try (Breakpoint removed = lockstep.stopAt(DRAIN_REMOVED_NOT_DECIDED)) {
            answer = operator.drainAsync(10, 10);
            removed.awaitReached(LIMIT);
            assertThat(lockstep.sides().deadLetters()).isEmpty();
            await("its limit passes")
                    .atMost(COMPENSATED_LIMIT)
                    .until(() -> lockstep.sides().deadLetters().contains("late"));
        }
        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(503);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).isEmpty();

        List<ProducerRecord<byte[], byte[]>> both =
                lockstep.topics()
                        .committed(
                                Topics.DEAD_LETTERS,
                                each ->
                                        new ProducerRecord<>(
                                                each.topic(),
                                                null,
                                                each.key(),
                                                each.value(),
                                                each.headers()));
        assertThat(both).hasSize(2);
        assertThat(both.get(1)).usingRecursiveComparison().isEqualTo(both.get(0));
        assertDrained("late");
    }

    /** Its row may still be taken back: the letter may not go for it. */
    @Test
    void aLetterWhoseEventIsNotDecidedStays() throws Exception {
        lockstep.topics().deadLetters(List.of(Api.event("open")));
        CompletableFuture<Answer> published;
        try (Breakpoint undecided = lockstep.stopAt(PUBLISH_SENT_NOT_DECIDED)) {
            published = publisher.publishAsync(Api.event("open"));
            undecided.awaitReached(LIMIT);
            assertThat(operator.drain(10, 10).status()).isEqualTo(503);
            assertThat(lockstep.sides().deadLetters()).containsExactly("open");
        }
        assertThat(published).succeedsWithin(LIMIT);
        assertThat(published.get().status()).isEqualTo(201);

        assertDrained("open");
    }

    private void assertDrained(String... events) throws Exception {
        Map<String, ?> answer = operator.drain(10, 10).json();
        assertThat(answer.get("settled")).hasToString(Integer.toString(events.length));
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deadLetters()).isEmpty();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder(events);
    }
}
