package dev.lockstep.lab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lockstep.support.OwnTopic;
import dev.lockstep.support.StackSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the audits ask of Kafka, on histories that are known: a blind reader would prove nothing.
 */
class TopicsIT {
    private final String bootstrap = StackSession.stack().kafka().bootstrap();
    private final Topics topics = new Topics(bootstrap);
    private final OwnTopic own = new OwnTopic(bootstrap);

    @AfterEach
    void close() {
        own.close();
        topics.close();
    }

    @Test
    void committedIsNeitherUndecidedNorRolledBack() {
        try (KafkaProducer<byte[], byte[]> producer = own.transactionalProducer()) {
            producer.beginTransaction();
            producer.send(event("rolled-back"));
            producer.flush();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(event("committed"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(event("undecided"));
            producer.flush();
            // Behind an undecided one: a read_committed reader of that partition has to wait.
            topics.send(List.of(event("later")));

            assertThat(topics.openTransactions()).containsExactly(own.name());
            assertThat(topics.committed(own.name()))
                    .extracting(Seen::id)
                    .containsExactly("committed");
            assertThat(topics.uncommitted(own.name()))
                    .extracting(Seen::id)
                    .containsExactly("rolled-back", "committed", "undecided", "later");

            producer.abortTransaction();
            awaitNothingOpen();
            assertThat(topics.committed(own.name()))
                    .extracting(Seen::id)
                    .containsExactly("committed", "later");
        }
    }

    @Test
    void undecidedCanBeRolledBackByHandAndHangsOnlyIfItsCoordinatorForgotIt() {
        try (KafkaProducer<byte[], byte[]> producer = own.transactionalProducer()) {
            producer.beginTransaction();
            producer.send(event("undecided"));
            producer.flush();
            topics.send(List.of(event("later")));
            assertThat(topics.hanging(List.of(own.name()))).isEmpty();

            List<Undecided> undecided = topics.undecided(own.name());
            assertThat(undecided)
                    .singleElement()
                    .satisfies(
                            transaction -> {
                                assertThat(transaction.partition()).isEqualTo(partition());
                                assertThat(transaction.start()).isZero();
                            });
            undecided.forEach(topics::rollBack);

            await().until(() -> topics.standstills(own.name()).isEmpty());
            assertThat(topics.undecided(own.name())).isEmpty();
            assertThat(topics.committed(own.name())).extracting(Seen::id).containsExactly("later");
        }
    }

    @Test
    void waitingIsWhatTheGroupHasNotCommitted() {
        topics.send(List.of(event("first"), event("second"), event("third")));
        assertThat(waiting()).containsExactly("first", "second", "third");
        assertThat(topics.lag(own.name(), own.name())).isEqualTo(3);

        try (KafkaProducer<byte[], byte[]> producer = own.transactionalProducer();
                KafkaConsumer<byte[], byte[]> member = own.member()) {
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(
                    Map.of(partition(), new OffsetAndMetadata(2)), member.groupMetadata());
            assertThat(waiting()).containsExactly("first", "second", "third");

            producer.commitTransaction();
            awaitNothingOpen();
            assertThat(waiting()).containsExactly("third");
            assertThat(topics.lag(own.name(), own.name())).isEqualTo(1);
        }
    }

    @Test
    void anUndecidedOffsetHoldsItsGroupBackUntilItIsRolledBackByHand() {
        topics.send(List.of(event("first")));
        try (KafkaProducer<byte[], byte[]> producer = own.transactionalProducer();
                KafkaConsumer<byte[], byte[]> member = own.member()) {
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(
                    Map.of(partition(), new OffsetAndMetadata(1)), member.groupMetadata());
            member.assign(List.of(partition()));
            assertThatThrownBy(() -> member.position(partition(), Duration.ofSeconds(1)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(topics.standstills(Topics.OFFSETS)).hasSize(1);

            List<Undecided> undecided = topics.undecided(Topics.OFFSETS);
            assertThat(undecided).hasSize(1);
            undecided.forEach(topics::rollBack);

            await().until(() -> topics.standstills(Topics.OFFSETS).isEmpty());
            assertThat(member.committed(Set.of(partition()))).containsEntry(partition(), null);
        }
    }

    @Test
    void whatIsEmptiedIsGoneForEveryReader() {
        topics.send(List.of(event("old")));

        topics.empty(List.of(own.name(), "not-there"));

        assertThat(topics.uncommitted(own.name())).isEmpty();
        assertThat(waiting()).isEmpty();
        assertThat(topics.lag(own.name(), own.name())).isZero();
        topics.send(List.of(event("new")));
        assertThat(waiting()).containsExactly("new");
    }

    @Test
    void aRecordIsReadAsItWasSent() {
        byte[] noText = {(byte) 0xff, 0, 1};
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(own.name(), 0, null, noText);
        sent.headers().add("reason", "no text".getBytes(StandardCharsets.UTF_8));
        topics.send(List.of(sent));

        assertThat(topics.committed(own.name(), ConsumerRecord::value)).containsExactly(noText);
        assertThat(topics.committed(own.name()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.reason()).isEqualTo("no text"))
                .satisfies(seen -> assertThat(seen.id()).isNull());
    }

    @Test
    void aTopicThatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> topics.committed("not-there"))
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    private List<String> waiting() {
        return topics.waiting(own.name(), own.name()).stream().map(Seen::id).toList();
    }

    private void awaitNothingOpen() {
        await("the transaction is settled").until(() -> topics.openTransactions().isEmpty());
    }

    // All in one partition, so that their order is known.
    private ProducerRecord<byte[], byte[]> event(String id) {
        String json = "{\"id\":\"%s\"}".formatted(id);
        ProducerRecord<byte[], byte[]> record = Topics.record(own.name(), json);
        return new ProducerRecord<>(
                own.name(),
                partition().partition(),
                record.key(),
                record.value(),
                record.headers());
    }

    private TopicPartition partition() {
        return new TopicPartition(own.name(), 0);
    }
}
