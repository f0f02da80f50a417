package dev.lockstep.part.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters as one drain sees them. A log removes nothing: a letter is gone once the group's
 * committed offset is past it. Who takes letters commits {@link #offsets()}, by a transaction of
 * the producer or by {@link #commit()}; what is not committed comes again. For one thread.
 */
public final class DeadLetters implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final Runnable closed;
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private final Deque<ConsumerRecord<byte[], byte[]>> taken = new ArrayDeque<>();

    DeadLetters(Consumer<byte[], byte[]> consumer, String topic, Runnable closed) {
        this.consumer = consumer;
        this.closed = closed;
        consumer.subscribe(List.of(topic), new Forget());
    }

    /**
     * Takes the next letters: as many as asked for, fewer if no more are waiting.
     *
     * @throws KafkaAwayException if the group does not give this member its partitions, or the
     *     broker its records
     */
    public List<ConsumerRecord<byte[], byte[]>> take(int limit) {
        awaitRecords(limit);
        taken.clear();
        while (taken.size() < limit && !fetched.isEmpty()) {
            taken.add(fetched.remove());
        }
        return List.copyOf(taken);
    }

    /** Takes back the last {@link #take}: the same letters are taken next. */
    public void putBack() {
        while (!taken.isEmpty()) {
            fetched.addFirst(taken.removeLast());
        }
    }

    /**
     * What commits the letters taken last: for each of their partitions the next offset to read.
     */
    public Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : taken) {
            offsets.put(partition(letter), new OffsetAndMetadata(letter.offset() + 1));
        }
        return offsets;
    }

    /** By which the broker tells whether this member still holds its partitions. */
    public ConsumerGroupMetadata group() {
        return consumer.groupMetadata();
    }

    /** Commits the letters taken last, without a transaction. */
    public void commit() {
        consumer.commitSync(offsets());
    }

    /** How many letters wait behind those taken; an aborted transaction's records may count. */
    public int remaining() {
        return Math.toIntExact(fetched.size() + behind());
    }

    /** Leaves the group, so that other servers need not wait for this member to time out. */
    @Override
    public void close() {
        try {
            consumer.close(
                    CloseOptions.groupMembershipOperation(
                                    CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                            .withTimeout(Duration.ofSeconds(3)));
        } finally {
            closed.run();
        }
    }

    private void awaitRecords(int limit) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (fetched.size() < limit && (consumer.assignment().isEmpty() || behind() > 0)) {
            consumer.poll(POLL).forEach(fetched::add);
            if (System.nanoTime() > deadline) {
                throw new KafkaAwayException(
                        new IllegalStateException("it gave no dead letters for 10 s"));
            }
        }
    }

    /** Records between what was fetched and the end of what is committed (last stable offset). */
    private long behind() {
        Set<TopicPartition> mine = consumer.assignment();
        return consumer.endOffsets(mine).entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> letter) {
        return new TopicPartition(letter.topic(), letter.partition());
    }

    /** What another server has got now is no longer ours to settle. */
    private final class Forget implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            fetched.removeIf(letter -> partitions.contains(partition(letter)));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They begin at the group's committed offsets.
        }
    }
}
