package dev.lockstep.delivery;

import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * What is done with messages from Artemis: a batch is received, its rows read and its deliveries
 * recorded in one global transaction.
 *
 * <p>A message may come before its row can be read: XA is atomic, but its two commits are not
 * simultaneous, and while the database is away recovery may settle the broker's branch alone. Then
 * the message goes back, and the broker sends it again after a delay that grows to 10 s
 * (src/servers/artemis/broker.xml).
 */
@ApplicationScoped
public class QueueDelivery {
    private static final Logger LOG = Logger.getLogger(QueueDelivery.class);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final MessageTaker taker;
    private final PushStore store;
    private final Deliveries deliveries;
    private final Queues queues;

    @Inject
    public QueueDelivery(
            Transactions transactions,
            MessageTaker taker,
            PushStore store,
            Deliveries deliveries,
            Queues queues) {
        this.transactions = transactions;
        this.taker = taker;
        this.store = store;
        this.deliveries = deliveries;
        this.queues = queues;
    }

    /**
     * @param taken how many messages were received
     * @param early the events among them whose row cannot be read yet
     */
    private record Batch(int taken, List<String> early) {
        boolean goesBack() {
            return taken == 0 || !early.isEmpty();
        }
    }

    /**
     * Delivers what is waiting, or what comes within two seconds.
     *
     * @param limit messages at most
     * @return false if they went back, because the row of one of them cannot be read yet
     * @throws Exception if it failed: nothing was delivered, the messages come again
     */
    boolean deliver(int limit) throws Exception {
        Batch batch = transactions.run(() -> takeAndDeliver(limit), Batch::goesBack).valueOrThrow();
        for (String event : batch.early()) {
            deliveries.recordEarly(event);
            LOG.infof(
                    "A message goes back to push.events and will come again: the row of event %s cannot be read yet",
                    event);
        }
        return batch.early().isEmpty();
    }

    private Batch takeAndDeliver(int limit) throws JMSException {
        try (JMSContext queue = queues.open();
                JMSConsumer messages = queue.createConsumer(queues.events())) {
            MessageTaker.Taken taken =
                    // A global transaction of a single branch is committed in one phase.
                    taker.take(queue, messages, limit, WAIT, store::participate);
            List<String> events = taken.events().values().stream().map(PushEvent::id).toList();
            return new Batch(taken.count(), events.isEmpty() ? List.of() : record(events));
        }
    }

    /** Records the deliveries, and returns the events that have no row. */
    private List<String> record(List<String> events) {
        Set<String> stored = store.findAll(events).keySet();
        events.stream().filter(stored::contains).forEach(deliveries::record);
        return events.stream().filter(event -> !stored.contains(event)).distinct().toList();
    }
}
