package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Publish by two synchronised transactions, with every process alive: what a read_committed
 * consumer sees of it, and what one sees that looks behind the scenes.
 */
@OnTheStack
class KafkaTxPublishIT {
    private static final String EVENT = "kafka-tx";
    private static final String NEXT = "next";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final Api publisher = lockstep.publisher().under("kafka-tx");

    @Test
    void committedPublishShowsReadersExactlyOneRecord() throws IOException {
        assertPublished(EVENT);

        assertThat(visible()).containsExactly(EVENT);
        assertThat(written()).containsExactly(EVENT);
    }

    /** The row is refused before anything is sent. */
    @Test
    void refusedRowSendsNothing() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertThat(publish(EVENT).status()).isEqualTo(503);
        }
        assertThat(written()).isEmpty();
        assertNothingOf(EVENT);

        assertPublished(NEXT);
    }

    /**
     * The database says no at its commit, when the record is written and acknowledged. Its place in
     * the partition stays, and readers pass over it: they get what comes behind it.
     */
    @Test
    void refusedCommitHidesTheRecordAndHoldsUpNobody() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, "23503")) {
            Answer answer = publish(EVENT);
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        }
        assertThat(written()).containsExactly(EVENT);
        assertNothingOf(EVENT);

        // The same event goes to the same partition, behind the record that was rolled back.
        assertPublished(EVENT);
        assertThat(visible()).containsExactly(EVENT);
        assertThat(written()).containsExactly(EVENT, EVENT);
    }

    /** Somebody takes the pool's transactional id up: the pool's own producer is fenced. */
    @Test
    void fencedProducerFailsOnePublishAndIsReplaced() throws IOException {
        assertPublished("before");
        fenceThePool();

        Answer answer = publish(EVENT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertNothingOf(EVENT);

        assertPublished(NEXT);
        lockstep.awaitQuiet();
        assertThat(visible()).containsExactlyInAnyOrder("before", NEXT);
    }

    private void fenceThePool() {
        String node = "lockstep-" + lockstep.stack().ports().offset();
        // One caller at a time needs one producer. Its number is the lowest that was free, and
        // earlier tests may have had more callers.
        for (int number = 0; number < 20; number++) {
            fence(node + "-tx-" + number);
        }
    }

    private void fence(String transactionalId) {
        try (KafkaProducer<byte[], byte[]> other =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                lockstep.stack().kafka().bootstrap(),
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                transactionalId),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            other.initTransactions();
        }
    }

    private Answer publish(String id) throws IOException {
        return publisher.publish(Api.event(id));
    }

    private void assertPublished(String id) throws IOException {
        Answer answer = publish(id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).contains(id);
        assertThat(lockstep.sides().deliveries()).containsOnlyOnce(id);
        assertThat(lockstep.sides().early()).isEmpty();
    }

    private void assertNothingOf(String id) {
        lockstep.awaitNoOpenTransaction();
        assertThat(visible()).doesNotContain(id);
        assertThat(Set.copyOf(lockstep.sides().rows())).doesNotContain(id);
        assertThat(Set.copyOf(lockstep.sides().deliveries())).doesNotContain(id);
    }

    private List<String> visible() {
        return lockstep.topics().committed(Topics.EVENTS).stream().map(Seen::id).toList();
    }

    private List<String> written() {
        return lockstep.topics().uncommitted(Topics.EVENTS).stream().map(Seen::id).toList();
    }
}
