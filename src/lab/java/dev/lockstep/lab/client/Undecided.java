package dev.lockstep.lab.client;

import org.apache.kafka.common.TopicPartition;

/**
 * A producer's transaction as a partition has it: neither committed nor rolled back there, so that
 * readers of committed records wait behind it.
 *
 * @param start offset of its first record
 */
public record Undecided(
        TopicPartition partition,
        long start,
        long producerId,
        short producerEpoch,
        int coordinatorEpoch) {
    @Override
    public String toString() {
        return "%s from %d, of producer %d".formatted(partition, start, producerId);
    }
}
