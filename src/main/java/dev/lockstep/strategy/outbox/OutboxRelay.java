package dev.lockstep.strategy.outbox;

import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.part.kafka.KafkaClients;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.transaction.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/**
 * Sends what lies in the outbox. The steps for one lane, in order: lock the lane, send the messages
 * (and await their acknowledgements), mark the entries, commit database. An entry that Kafka
 * refuses for good is parked, with its reason, and those behind it go on.
 *
 * <p>Killed between send and commit, the messages are sent again by whoever comes next: duplicates,
 * which the consumer's inbox takes out. Any number of relays may run.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
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
            Sent sent;
            do {
                sent = transactions.run(() -> relayLane(lane)).valueOrThrow();
                tellParked(sent);
                sent.throwFailure();
            } while (sent.entries() == ENTRIES_IN_ONE_TRANSACTION);
        }
    }

    private Sent relayLane(int lane) throws InterruptedException {
        Sent sent = new Sent();
        if (outbox.lock(lane)) {
            sendMessages(outbox.next(lane, ENTRIES_IN_ONE_TRANSACTION), sent);
            markEntries(sent);
        }
        return sent;
    }

    private void sendMessages(List<Outbox.Entry> entries, Sent sent) throws InterruptedException {
        Map<Outbox.Entry, Future<?>> answers = new LinkedHashMap<>();
        for (Outbox.Entry entry : entries) {
            answers.put(
                    entry,
                    producer()
                            .send(records.write(Topics.EVENTS, entry.eventId(), entry.message())));
        }
        for (Map.Entry<Outbox.Entry, Future<?>> answer : answers.entrySet()) {
            sent.await(answer.getKey(), answer.getValue());
        }
    }

    private void markEntries(Sent sent) {
        outbox.mark(sent.acknowledged());
        sent.refused().forEach(outbox::park);
    }

    private static void tellParked(Sent sent) {
        sent.refused()
                .forEach(
                        (entry, reason) ->
                                LOG.warnf(
                                        "The message of event %s is parked in the outbox and not sent: Kafka refuses it for good (%s). Once Kafka takes it, set refused_at of its row to NULL.",
                                        entry.eventId(), reason));
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
