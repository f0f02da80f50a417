package dev.lockstep.delivery;

import dev.lockstep.kafka.KafkaClients;
import dev.lockstep.kafka.Topics;
import dev.lockstep.push.StorageReady;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Listens to {@code push.events} in Kafka all the time. First the work, in a database transaction,
 * then the offset: killed in between, the same messages come again, and the {@link Inbox} knows
 * them. Whatever fails is tried again from the last committed offset; nothing is skipped.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class TopicListener {
    private static final Logger LOG = Logger.getLogger(TopicListener.class);
    private static final String GROUP = "lockstep-delivery";
    private static final int MESSAGES_IN_ONE_TRANSACTION = 100;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final long LONGEST_PAUSE_MILLISECONDS = 8_000;

    private @Inject KafkaClients clients;
    private @Inject TopicDelivery delivery;
    @Resource private ManagedThreadFactory threads;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private Thread thread;
    private long pauseMilliseconds;

    /** Begins to listen. */
    public void begin(@Observes StorageReady ready) {
        thread = threads.newThread(this::listen);
        thread.start();
    }

    @PreDestroy
    void end() {
        stopped.countDown();
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            while (stopped.getCount() > 0) {
                listenUntilItFails();
                stopped.await(pauseMilliseconds, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilItFails() {
        try (Consumer<byte[], byte[]> member =
                clients.consumer(GROUP, MESSAGES_IN_ONE_TRANSACTION)) {
            member.subscribe(List.of(Topics.EVENTS));
            while (stopped.getCount() > 0) {
                ConsumerRecords<byte[], byte[]> messages = member.poll(LOOK);
                delivery.deliver(messages);
                if (!messages.isEmpty()) {
                    member.commitSync();
                }
                goesOn();
            }
            leave(member);
        } catch (Exception e) {
            failed(e);
        }
    }

    /** So that other servers need not wait for this member to time out. */
    private static void leave(Consumer<byte[], byte[]> member) {
        member.close(
                CloseOptions.groupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(Duration.ofSeconds(3)));
    }

    private void failed(Exception e) {
        if (stopped.getCount() > 0 && pauseMilliseconds == 0) {
            LOG.warnf(
                    "Delivery from Kafka stopped and is tried again until it works; nothing is lost: %s",
                    e.getMessage());
        }
        pauseMilliseconds = Math.min(LONGEST_PAUSE_MILLISECONDS, pauseMilliseconds * 2 + 250);
    }

    private void goesOn() {
        if (pauseMilliseconds > 0) {
            LOG.info("Delivery from Kafka goes on.");
            pauseMilliseconds = 0;
        }
    }
}
