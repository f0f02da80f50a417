package dev.lockstep.lab.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads records and leaves no trace: it is in no group, and so moves nobody's position. */
final class TopicReader {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Map<String, Object> settings;

    TopicReader(String bootstrap, IsolationLevel isolation) {
        this.settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.toString().toLowerCase(Locale.ROOT),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false);
    }

    /**
     * Reads from the given offsets to the end as it is now: the last stable offset for
     * read_committed, the high watermark for read_uncommitted.
     *
     * @return by partition, in the order of each
     */
    List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> from) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            Map<TopicPartition, Long> end = consumer.endOffsets(from.keySet());
            Instant limit = Instant.now().plus(LIMIT);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            // By position, not by count: markers and what was rolled back have offsets too.
            while (!reached(consumer, end)) {
                if (Instant.now().isAfter(limit)) {
                    throw new IllegalStateException(
                            "%s could not be read to its end within %d s"
                                    .formatted(from.keySet(), LIMIT.toSeconds()));
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            // What came after the end was asked for.
            records.removeIf(record -> record.offset() >= end.get(partition(record)));
            records.sort(
                    Comparator.<ConsumerRecord<byte[], byte[]>>comparingInt(
                                    ConsumerRecord::partition)
                            .thenComparingLong(ConsumerRecord::offset));
            return records;
        }
    }

    private static boolean reached(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream()
                .allMatch(entry -> consumer.position(entry.getKey()) >= entry.getValue());
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
