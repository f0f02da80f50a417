package dev.lockstep.support;

import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** While it is open, a topic takes no record of more than so many bytes. */
public final class TopicLimit implements AutoCloseable {
    private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

    private final Admin admin;
    private final ConfigResource topic;

    public TopicLimit(Lockstep lockstep, String topic, int bytes) {
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                lockstep.stack().kafka().bootstrap()));
        this.topic = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        set(Optional.of(Integer.toString(bytes)));
        await("the topic has its limit")
                .until(() -> inForce().value().equals(Integer.toString(bytes)));
    }

    @Override
    public void close() {
        set(Optional.empty());
        await("the topic has its own limit again").until(() -> inForce().isDefault());
        admin.close();
    }

    private void set(Optional<String> limit) {
        AlterConfigOp operation =
                new AlterConfigOp(
                        new ConfigEntry(LIMIT, limit.orElse(null)),
                        limit.isPresent() ? AlterConfigOp.OpType.SET : AlterConfigOp.OpType.DELETE);
        Map<ConfigResource, Collection<AlterConfigOp>> change = Map.of(topic, List.of(operation));
        try {
            admin.incrementalAlterConfigs(change).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ConfigEntry inForce() throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(topic)).all().get().get(topic).get(LIMIT);
    }
}
