package dev.lockstep.part.kafka;

import dev.lockstep.settings.KafkaSettings;
import dev.lockstep.settings.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka's clients, with what all of them have in common: every call is bounded, well within a
 * transaction's 20 s, and what is acknowledged is on every in-sync replica. All times in
 * milliseconds.
 */
@ApplicationScoped
public class KafkaClients {
    /**
     * Bytes. Kafka's own limit is 1 MiB, compressed: what is set aside is sent without compression,
     * and grows by its reason. A record that cannot be set aside would stop those behind it.
     */
    static final int LARGEST_RECORD = 16 * 1024 * 1024;

    private final String bootstrap;
    private final String node;

    @Inject
    public KafkaClients(KafkaSettings settings, Node node) {
        this.bootstrap = settings.bootstrap();
        this.node = node.name();
    }

    public Admin admin() {
        Map<String, Object> settings = common(node + "-admin");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return Admin.create(settings);
    }

    /**
     * An idempotent producer: what it sends again after a lost answer is stored once, in order.
     *
     * @param name of the client, unique in this server
     * @param own what only this one has
     */
    public Producer<byte[], byte[]> producer(String name, Map<String, Object> own) {
        Map<String, Object> settings = common(node + "-" + name);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        settings.putAll(own);
        return new KafkaProducer<>(settings);
    }

    /**
     * A member of a consumer group that sees committed records only and commits offsets only when
     * told to. It is a static member: after a kill the restarted server takes its partitions over
     * at once, and need not wait for its former self to time out (KIP-345).
     */
    public Consumer<byte[], byte[]> consumer(String group, int mostRecords) {
        Map<String, Object> settings = common(node + "-" + group);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, node);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, mostRecords);
        // A server that is gone for good leaves its partitions to the others after this.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaConsumer<>(settings);
    }

    private Map<String, Object> common(String client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("client.id", client);
        settings.put("reconnect.backoff.max.ms", 1_000);
        settings.put("socket.connection.setup.timeout.ms", 3_000);
        // Nothing of ours goes to the broker's owner.
        settings.put("enable.metrics.push", false);
        return settings;
    }
}
