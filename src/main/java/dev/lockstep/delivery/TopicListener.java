package dev.lockstep.delivery;

import dev.lockstep.part.StorageReady;
import dev.lockstep.part.kafka.KafkaClients;
import dev.lockstep.part.kafka.Topics;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Listens to {@code push.events} in Kafka all the time. First the work, in a database transaction,
 * then the offset: killed in between, the same messages come again, and the {@link Inbox} knows
 * them. Whatever fails is tried again from the last committed offset; nothing is skipped.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class TopicListener {
    private static final String GROUP = "lockstep-delivery";
    private static final int MESSAGES_IN_ONE_TRANSACTION = 100;
    private static final Duration LOOK = Duration.ofMillis(250);

    private @Inject KafkaClients clients;
    private @Inject TopicDelivery delivery;
    private @Inject Listening listening;

    /** Begins to listen. */
    public void begin(@Observes StorageReady ready) {
        listening.begin("Delivery from Kafka", this::listen);
    }

    private void listen() throws Exception {
        try (Consumer<byte[], byte[]> member =
                clients.consumer(GROUP, MESSAGES_IN_ONE_TRANSACTION)) {
            member.subscribe(List.of(Topics.EVENTS));
            while (!listening.isEnded()) {
                ConsumerRecords<byte[], byte[]> messages = member.poll(LOOK);
                delivery.deliver(messages);
                if (!messages.isEmpty()) {
                    member.commitSync();
                }
                listening.goesOn();
            }
            leave(member);
        }
    }

    /** So that other servers need not wait for this member to time out. */
    private static void leave(Consumer<byte[], byte[]> member) {
        member.close(
                CloseOptions.groupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(Duration.ofSeconds(3)));
    }
}
