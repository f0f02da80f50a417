package dev.lockstep.part.kafka;

import dev.lockstep.settings.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the application, which it creates by itself, as it does its tables. */
@ApplicationScoped
public class Topics {
    /** Published events, on their way to the delivery service. */
    public static final String EVENTS = "push.events";

    /** The dead letters. */
    public static final String DEAD_LETTERS = "push.events.dlq";

    /** What can never become a push event, each record with its reason. */
    public static final String INVALID = "push.events.invalid";

    private static final List<String> ALL = List.of(EVENTS, DEAD_LETTERS, INVALID);
    private static final Map<String, String> ROOM_FOR_THE_REASON =
            Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(KafkaClients.LARGEST_RECORD));
    private static final int SECONDS_TO_ANSWER = 5;

    private final KafkaClients clients;
    private final KafkaSettings settings;

    @Inject
    public Topics(KafkaClients clients, KafkaSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /**
     * Creates those topics that are not there.
     *
     * @throws KafkaAwayException if the broker does not answer or refuses
     */
    public void create() {
        try (Admin admin = clients.admin()) {
            Set<String> there = admin.listTopics().names().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    ALL.stream().filter(topic -> !there.contains(topic)).map(this::topic).toList();
            admin.createTopics(missing).all().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            // Another server was quicker.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaAwayException(e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaAwayException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaAwayException(e);
        }
    }

    private NewTopic topic(String name) {
        NewTopic topic =
                new NewTopic(name, Optional.of(settings.partitions()), settings.replication());
        return name.equals(INVALID) ? topic.configs(ROOM_FOR_THE_REASON) : topic;
    }
}
