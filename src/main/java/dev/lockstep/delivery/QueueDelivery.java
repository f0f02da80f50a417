package dev.lockstep.delivery;

import dev.lockstep.memo.Matter;
import dev.lockstep.memo.Memos;
import dev.lockstep.memo.OpenMemo;
import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.torn.Scenario;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Whoever has sent it, it is taken and delivered by XA. */
    private static final String STRATEGY = "xa";

    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final MessageTaker taker;
    private final PushStore store;
    private final Deliveries deliveries;
    private final Queues queues;
    private final Memos memos;

    @Inject
    public QueueDelivery(
            Transactions transactions,
            MessageTaker taker,
            PushStore store,
            Deliveries deliveries,
            Queues queues,
            Memos memos) {
        this.transactions = transactions;
        this.taker = taker;
        this.store = store;
        this.deliveries = deliveries;
        this.queues = queues;
        this.memos = memos;
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
        OpenMemo memo = memos.open(Scenario.PUBLISH, STRATEGY);
        Batch batch =
                memo.close(transactions.run(() -> takeAndDeliver(limit, memo), Batch::goesBack))
                        .valueOrThrow();
        for (String event : batch.early()) {
            deliveries.recordEarly(event);
            LOG.infof(
                    "A message goes back to push.events and will come again: the row of event %s cannot be read yet",
                    event);
        }
        return batch.early().isEmpty();
    }

    private Batch takeAndDeliver(int limit, OpenMemo memo) throws Exception {
        try (JMSContext queue = queues.open();
                JMSConsumer messages = queue.createConsumer(queues.events())) {
            MessageTaker.Taken taken =
                    // A global transaction of a single branch is committed in one phase.
                    taker.take(queue, messages, limit, WAIT, store::participate);
            List<String> events = taken.events().values().stream().map(PushEvent::id).toList();
            return new Batch(taken.count(), events.isEmpty() ? List.of() : record(events, memo));
        }
    }

    /**
     * Records the deliveries, and returns the events that have no row. If all have one, the
     * transaction will commit: should somebody else end its branch in the database, the message
     * would be gone without a delivery.
     */
    private List<String> record(List<String> events, OpenMemo memo) throws Exception {
        Map<String, PushEvent> stored = store.findAll(events);
        events.stream().filter(stored::containsKey).forEach(deliveries::record);
        List<String> early =
                events.stream().filter(event -> !stored.containsKey(event)).distinct().toList();
        if (early.isEmpty()) {
            memo.write(stored.values().stream().map(Matter::of).toList());
        }
        return early;
    }
}
