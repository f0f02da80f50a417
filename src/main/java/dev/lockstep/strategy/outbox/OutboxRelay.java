package dev.lockstep.strategy.outbox;

import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.part.kafka.KafkaClients;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.transaction.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends what lies in the outbox. The steps for one lane, in order: lock the lane, send the messages
 * (and await their acknowledgements), mark the entries, commit database.
 *
 * <p>Killed between send and commit, the messages are sent again by whoever comes next: duplicates,
 * which the consumer's inbox takes out. Any number of relays may run.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final int ENTRIES_IN_ONE_TRANSACTION = 100;

    private final Transactions transactions;
    private final Outbox outbox;
    private final EventRecords records;
    private final KafkaClients clients;
    private Producer<byte[], byte[]> producer;

    @Inject
    public OutboxRelay(
            Transactions transactions, Outbox outbox, EventRecords records, KafkaClients clients) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.records = records;
        this.clients = clients;
    }

    /**
     * Sends everything that waits in lanes that no other relay is at.
     *
     * @throws Exception if the database or Kafka failed; what was not marked will be sent again
     */
    void relay() throws Exception {
        for (int lane : transactions.run(outbox::waitingLanes).valueOrThrow()) {
            int sent = ENTRIES_IN_ONE_TRANSACTION;
            while (sent == ENTRIES_IN_ONE_TRANSACTION) {
                sent = transactions.run(() -> relayLane(lane)).valueOrThrow();
            }
        }
    }

    private int relayLane(int lane) throws Exception {
        if (!outbox.lock(lane)) {
            return 0;
        }
        List<Outbox.Entry> entries = outbox.next(lane, ENTRIES_IN_ONE_TRANSACTION);
        if (!entries.isEmpty()) {
            sendMessages(entries);
            markEntries(entries);
        }
        return entries.size();
    }

    private void sendMessages(List<Outbox.Entry> entries) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (Outbox.Entry entry : entries) {
            sent.add(
                    producer()
                            .send(records.write(Topics.EVENTS, entry.eventId(), entry.message())));
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    private void markEntries(List<Outbox.Entry> entries) {
        outbox.mark(entries);
    }

    /**
     * Replaced after a failure: a producer that gave a message up may still hold later ones, and
     * would send them before it.
     */
    void replaceProducer() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer("outbox", Map.of());
        }
        return producer;
    }

    @PreDestroy
    void end() {
        replaceProducer();
    }
}
