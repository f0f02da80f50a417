package dev.lockstep.settings;

import java.util.Optional;

/**
 * Where Kafka is, and what its topics are like that the application creates.
 *
 * @param bootstrap {@code lockstep.kafka.bootstrap}: where it answers first, host:port, several
 *     separated by commas
 * @param partitions {@code lockstep.kafka.partitions}: of each topic, 1 to 10,000; what has one
 *     event id stays in one partition, in order
 * @param replication {@code lockstep.kafka.replication}: copies of each partition, 1 to 32,767, or
 *     -1, which is empty here, for the broker's own default
 */
public record KafkaSettings(String bootstrap, int partitions, Optional<Short> replication) {
    static KafkaSettings read(Reading from) {
        return new KafkaSettings(
                from.servers("lockstep.kafka.bootstrap"),
                from.count("lockstep.kafka.partitions", 1, 10_000, "partitions"),
                from.countOrNone("lockstep.kafka.replication", 1, Short.MAX_VALUE, "copies"));
    }
}
