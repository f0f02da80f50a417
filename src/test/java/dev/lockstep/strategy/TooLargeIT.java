package dev.lockstep.strategy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.OutboxTable;
import dev.lockstep.support.TopicLimit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kafka refuses for its size holds up nothing that comes behind it, and is not lost. */
@OnTheStack
class TooLargeIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int TOPIC_LIMIT = 2_000;
    private static final String LARGE =
            Api.event("large", "ann@example.org", "Title", "x".repeat(4_000));

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void anEntryThatTheTopicRefusesIsParkedAndTheOthersOfItsLaneAreSentOnce() throws IOException {
        List<String> behind = OutboxTable.idsInLane(OutboxTable.lane("large"), "behind", 5);
        try (TopicLimit limit = new TopicLimit(lockstep, Topics.EVENTS, TOPIC_LIMIT)) {
            assertThat(lockstep.publisher().under("outbox").publish(LARGE).status()).isEqualTo(201);
            for (String id : behind) {
                assertThat(lockstep.publisher().under("outbox").publish(Api.event(id)).status())
                        .isEqualTo(201);
            }
            await("those behind it are delivered")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(lockstep.sides().deliveries())
                                            .containsExactlyInAnyOrderElementsOf(behind));
            assertThat(sent()).containsExactlyInAnyOrderElementsOf(behind);
            assertThat(OutboxTable.unsent(lockstep)).containsExactly("large");
            assertThat(lockstep.timesSaid("The message of event large is parked")).isEqualTo(1);
        }
        lockstep.sql("UPDATE outbox SET refused_at = NULL");
        lockstep.awaitQuiet();

        assertThat(lockstep.sides().deliveries()).containsOnlyOnce("large");
    }

    /** Its cancellation carries the id alone, and is taken where the event was not. */
    @Test
    void aSagaWhoseMessageTheTopicRefusesIsUndone() throws IOException {
        try (TopicLimit limit = new TopicLimit(lockstep, Topics.EVENTS, TOPIC_LIMIT)) {
            Api.Answer answer = lockstep.publisher().under("saga").publish(LARGE);
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        }
        lockstep.awaitQuiet();

        assertThat(lockstep.sides().rows()).isEmpty();
        lockstep.assertNoAnomalies(Histories.failed("large"));
    }

    /** A record may be as small as the topic asks for on its way, and large when it is unpacked. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"kafka-tx", "outbox", "saga"})
    void aLetterThatIsTooLargeToBeSetAsideWholeIsToldByItsBeginning(String strategy)
            throws IOException {
        byte[] value = (Api.event("huge") + " ".repeat(20 * 1024 * 1024)).getBytes(UTF_8);
        lockstep.topics()
                .send(List.of(new ProducerRecord<>(Topics.DEAD_LETTERS, 0, null, value)), "gzip");
        lockstep.topics().send(List.of(letter("behind")));

        Api.Answer answer = lockstep.operator().under(strategy).drain(10, 1);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(2);
        assertThat(lockstep.sides().rows()).containsExactly("behind");
        List<ConsumerRecord<byte[], byte[]>> aside =
                lockstep.topics().committed(Topics.INVALID, record -> record);
        assertThat(aside).hasSize(1);
        assertThat(new String(aside.get(0).value(), UTF_8)).startsWith(Api.event("huge"));
        assertThat(header(aside.get(0), "original")).startsWith(Topics.DEAD_LETTERS + "-0@");
        assertThat(header(aside.get(0), "reason")).contains("too long", "all of it lies at");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"kafka-tx", "outbox", "saga"})
    void aLetterWithAHeaderOfAnyLengthIsDrained(String strategy) throws IOException {
        ProducerRecord<byte[], byte[]> letter = letter("long-header");
        letter.headers().add("k".repeat(70_000), "value".getBytes(UTF_8));
        lockstep.topics().send(List.of(letter));

        Api.Answer answer = lockstep.operator().under(strategy).drain(10, 1);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(lockstep.sides().rows()).containsExactly("long-header");
    }

    private List<String> sent() {
        return lockstep.topics().committed(Topics.EVENTS).stream().map(Seen::id).toList();
    }

    private static ProducerRecord<byte[], byte[]> letter(String id) {
        ProducerRecord<byte[], byte[]> letter = Topics.record(Topics.DEAD_LETTERS, Api.event(id));
        return new ProducerRecord<>(
                letter.topic(), 0, letter.key(), letter.value(), letter.headers());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
