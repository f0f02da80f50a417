package dev.lockstep.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.AcknowledgedMessages;
import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;

/** What is done with messages from Kafka: all of one poll in one local transaction. */
@ApplicationScoped
public class TopicDelivery {
    private final Transactions transactions;
    private final PushStore store;
    private final Inbox inbox;
    private final EventRecords records;
    private final AcknowledgedMessages invalid;

    @Inject
    public TopicDelivery(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Inbox inbox,
            EventRecords records,
            AcknowledgedMessages invalid) {
        this.transactions = transactions;
        this.store = store;
        this.inbox = inbox;
        this.records = records;
        this.invalid = invalid;
    }

    /**
     * Delivers the messages, and the parked ones whose row has come.
     *
     * @throws Exception if any of it failed: nothing was delivered, the messages must come again
     */
    void deliver(ConsumerRecords<byte[], byte[]> messages) throws Exception {
        transactions
                .run(
                        () -> {
                            for (ConsumerRecord<byte[], byte[]> message : messages) {
                                deliver(message);
                            }
                            return inbox.deliverParked();
                        })
                .valueOrThrow();
    }

    private void deliver(ConsumerRecord<byte[], byte[]> message) throws Exception {
        String attempt = header(message, EventRecords.ATTEMPT);
        try {
            if (records.isCancellation(message)) {
                inbox.cancel(records.cancelled(message), attempt);
                return;
            }
            PushEvent event = records.read(message);
            if (inbox.isFirst(event.id(), attempt)) {
                if (store.find(event.id()).isPresent()) {
                    inbox.deliver(event.id(), attempt);
                } else {
                    inbox.park(event.id(), attempt);
                }
            }
        } catch (InvalidPushEventException e) {
            setAside(message, e.getMessage());
        }
    }

    /** Waits for the acknowledgement: only then may the offset go past the message. */
    private void setAside(ConsumerRecord<byte[], byte[]> message, String reason) throws Exception {
        invalid.send(List.of(records.setAside(message, reason)));
    }

    private static String header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
