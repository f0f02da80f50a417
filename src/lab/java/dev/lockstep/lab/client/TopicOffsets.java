package dev.lockstep.lab.client;

import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where a topic begins, where it ends, and how far a group has come in it, by partition. */
final class TopicOffsets {
    private final Admin admin;

    TopicOffsets(Admin admin) {
        this.admin = admin;
    }

    List<TopicPartition> partitions(String topic) {
        return Reply.of(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The first records that are still there. */
    Map<TopicPartition, Long> beginning(String topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** The high watermarks. */
    Map<TopicPartition, Long> end(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /** The last stable offsets: as far as readers come that read only what is committed. */
    Map<TopicPartition, Long> stable(String topic) {
        return offsets(
                topic, OffsetSpec.latest(), new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
    }

    /**
     * Where the group goes on: at its committed offsets, or at the beginning if it has none or if
     * the records there are deleted. Offsets in a transaction that is not settled do not count.
     */
    Map<TopicPartition, Long> position(String topic, String group) {
        Map<TopicPartition, Long> position = new HashMap<>(beginning(topic));
        Map<TopicPartition, OffsetAndMetadata> committed =
                Reply.of(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        position.replaceAll(
                (partition, first) -> {
                    OffsetAndMetadata reached = committed.get(partition);
                    return reached == null ? first : Math.max(first, reached.offset());
                });
        return position;
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec where) {
        return offsets(topic, where, new ListOffsetsOptions());
    }

    private Map<TopicPartition, Long> offsets(
            String topic, OffsetSpec where, ListOffsetsOptions isolation) {
        Map<TopicPartition, OffsetSpec> question =
                partitions(topic).stream()
                        .collect(toMap(partition -> partition, partition -> where));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Reply.of(admin.listOffsets(question, isolation).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
