package dev.lockstep.torn;

import dev.lockstep.part.database.Database;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The torn events, kept in the database until an operator has mended them. */
@ApplicationScoped
public class TornEvents {
    private static final Logger LOG = Logger.getLogger(TornEvents.class);
    private static final int MOST_LISTED = 1_000;

    private final Transactions transactions;
    private final Entries entries;

    @Inject
    public TornEvents(Transactions transactions, Database database) {
        this.transactions = transactions;
        this.entries = new Entries(database.rowsInLocalTransactions());
    }

    /**
     * Keeps it and names it in the log, once: one that is open already, by its id and scenario, is
     * left as it is. In a transaction of its own, so to be called outside of any.
     *
     * @throws IllegalStateException if it could not be stored; to be kept again
     */
    public void keep(TornEvent torn) {
        boolean added =
                transactions
                        .run(() -> entries.add(torn))
                        .fold(
                                isNew -> isNew,
                                cause -> notKept(torn, cause),
                                cause -> notKept(torn, cause));
        if (added) {
            // No log holds what a person wrote: its content is in the table.
            LOG.warnf(
                    "Event %s is torn in a %s and has to be mended by an operator (GET /api/torn-events), %s: %s",
                    torn.id(), torn.scenario().word(), torn.half().words(), torn.cause());
        }
    }

    /**
     * The oldest open entry of an event, if it has one. In the caller's local transaction, if any.
     */
    public Optional<TornEvent> open(String eventId) {
        return entries.open(eventId).map(Entry::event);
    }

    /** Those that are open, the oldest first, 1,000 at most. */
    public List<TornEvent> allOpen() {
        return oldest(MOST_LISTED);
    }

    /** So many of those that are open, the oldest first. */
    public List<TornEvent> oldest(int most) {
        return entries.oldest(most).stream().map(Entry::event).toList();
    }

    /** How many are open. */
    public long count() {
        return entries.count();
    }

    private static boolean notKept(TornEvent torn, Throwable cause) {
        throw new IllegalStateException(
                "Event %s is torn and could not be kept as such".formatted(torn.id()), cause);
    }
}
