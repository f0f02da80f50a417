package dev.lockstep.strategy.xa;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;

/**
 * Publish under XA. The steps, in order: save the row, send the message, then inside commit:
 * prepare database, prepare queue, decide (the transaction log is forced to disk), commit database,
 * commit queue, forget.
 *
 * <p>Killed before "decide", both sides roll back; killed after it, both commit. While nobody is
 * there to carry the decision out, both branches stay prepared and hold their locks.
 *
 * <p>Whether the id is stored already is asked in a local transaction: a global one with a single
 * branch is committed in one phase, and if its answer is lost, its entry stays in the transaction
 * log for ever.
 */
@ApplicationScoped
public class XaPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final PushEventJson json;
    private final Queues queues;
    private final Repeats repeats;

    @Inject
    public XaPublish(
            Transactions transactions,
            PushStore store,
            @LocalTransaction PushStore alone,
            PushEventJson json,
            Queues queues,
            TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.queues = queues;
        this.repeats = new Repeats(transactions, alone, torn);
    }

    public Publication publish(PushEvent event) {
        return repeats.alreadyAnswered(event).orElseGet(() -> publishNew(event));
    }

    private Publication publishNew(PushEvent event) {
        return transactions
                .run(() -> saveAndSend(event))
                .fold(
                        publication -> publication,
                        cause -> repeats.rolledBack(event, Cause.of(cause)),
                        // A heuristic, it is said, or no answer. Such reports have been wrong about
                        // PostgreSQL (pgjdbc issues 3123 and 3153), so only the row counts.
                        cause -> repeats.askTheData(event, Cause.of(cause)));
    }

    private Publication saveAndSend(PushEvent event) {
        saveRow(event);
        sendMessage(event);
        return new Publication.Stored(event);
    }

    /**
     * First, so that PostgreSQL is enlisted first and commits first: the row is readable before its
     * message.
     */
    private void saveRow(PushEvent event) {
        store.save(event.savedBy(Name.XA));
    }

    private void sendMessage(PushEvent event) {
        try (JMSContext queue = queues.open()) {
            queue.createProducer()
                    .setProperty(Queues.EVENT_ID, event.id())
                    .send(queues.events(), json.write(event));
        }
    }
}
