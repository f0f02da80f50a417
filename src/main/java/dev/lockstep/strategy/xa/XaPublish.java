package dev.lockstep.strategy.xa;

import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.PushStore;
import dev.lockstep.push.Queues;
import dev.lockstep.strategy.Publication;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.SqlStates;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import java.util.Optional;

/**
 * Publish under XA. The steps, in order: save the row, send the message, then inside commit:
 * prepare database, prepare queue, decide (the transaction log is forced to disk), commit database,
 * commit queue, forget.
 *
 * <p>Killed before "decide", both sides roll back; killed after it, both commit. While nobody is
 * there to carry the decision out, both branches stay prepared and hold their locks.
 */
@ApplicationScoped
public class XaPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final PushEventJson json;
    private final Queues queues;

    @Inject
    public XaPublish(
            Transactions transactions, PushStore store, PushEventJson json, Queues queues) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.queues = queues;
    }

    public Publication publish(PushEvent event) {
        Outcome<Publication> outcome = transactions.run(() -> saveAndSend(event));
        if (outcome instanceof Outcome.Committed<Publication> committed) {
            return committed.value();
        }
        if (outcome instanceof Outcome.RolledBack<Publication> rolledBack) {
            return whyRolledBack(event, rolledBack.cause());
        }
        return askTheData(event, ((Outcome.Unknown<Publication>) outcome).cause());
    }

    private Publication saveAndSend(PushEvent event) {
        Optional<PushEvent> earlier = store.find(event.id());
        if (earlier.isPresent()) {
            return compare(event, earlier.get());
        }
        saveRow(event);
        sendMessage(event);
        return new Publication.Stored(event);
    }

    /**
     * First, so that PostgreSQL is enlisted first and commits first: the row is readable before its
     * message.
     */
    private void saveRow(PushEvent event) {
        store.save(event.savedBy(XaStrategy.NAME));
    }

    private void sendMessage(PushEvent event) {
        try (JMSContext queue = queues.open()) {
            queue.createProducer()
                    .setProperty(Queues.EVENT_ID, event.id())
                    .send(queues.events(), json.write(event));
        }
    }

    private Publication whyRolledBack(PushEvent event, Throwable cause) {
        if (SqlStates.isLockTimeout(cause)) {
            // Somebody holds this very id: an earlier attempt that is still under way or in doubt.
            return new Publication.Unknown(event.id(), cause);
        }
        if (SqlStates.isUniqueViolation(cause)) {
            // It was committed between our look and our insert.
            return stored(event)
                    .map(earlier -> compare(event, earlier))
                    .orElseGet(() -> new Publication.RolledBack(cause));
        }
        return new Publication.RolledBack(cause);
    }

    /**
     * The transaction manager reports a heuristic, or cannot say. Such reports have been wrong
     * about PostgreSQL (pgjdbc issues 3123 and 3153), so the exception does not count, only the
     * row: the decision to commit would have stored it or left it prepared, and prepared it would
     * block the look at it.
     */
    private Publication askTheData(PushEvent event, Throwable cause) {
        Outcome<Boolean> nothingThere = transactions.run(() -> store.isFree(event.id()));
        if (nothingThere instanceof Outcome.Committed<Boolean> free && free.value()) {
            return new Publication.RolledBack(cause);
        }
        return new Publication.Unknown(event.id(), cause);
    }

    private Optional<PushEvent> stored(PushEvent event) {
        Outcome<Optional<PushEvent>> found = transactions.run(() -> store.find(event.id()));
        return found instanceof Outcome.Committed<Optional<PushEvent>> committed
                ? committed.value()
                : Optional.empty();
    }

    private static Publication compare(PushEvent event, PushEvent earlier) {
        return event.sameContentAs(earlier)
                ? new Publication.Repeated(earlier)
                : new Publication.IdTaken(event.id());
    }
}
