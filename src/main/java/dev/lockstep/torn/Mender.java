package dev.lockstep.torn;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.EventMessages;
import dev.lockstep.part.database.Database;
import dev.lockstep.torn.Mending.Refusal;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries out what an operator orders. The steps, in order: find the entry, compare both sides,
 * refuse what would make it worse, then in one transaction: lock the entry, ask the database again,
 * do the work, close the entry with who, when, why, before and after.
 *
 * <p>Work that touches the queue runs in a global transaction, so that mending cannot tear; what
 * the database does alone, in a local one. Of two operators at once the lock of the entry lets one
 * through, and the other finds it closed.
 */
@ApplicationScoped
public class Mender {
    private static final Logger LOG = Logger.getLogger(Mender.class);

    private final Transactions transactions;
    private final Entries entries;
    private final Sides sides;
    private final Desk alone;
    private final Desk global;

    @Inject
    public Mender(
            Transactions transactions, Database database, EventMessages messages, Sides sides) {
        this.transactions = transactions;
        this.entries = new Entries(database.rowsInLocalTransactions());
        this.sides = sides;
        this.alone = new Desk(database.rowsInLocalTransactions(), messages);
        this.global = new Desk(database.rowsInGlobalTransactions(), messages);
    }

    /**
     * @throws jakarta.persistence.PersistenceException if the database cannot be asked
     * @throws jakarta.jms.JMSRuntimeException if the broker cannot be asked; nothing was changed
     *     then, either
     */
    public Mending mend(Order order) {
        Optional<TornEvent> torn = entries.open(order.eventId()).map(Entry::event);
        if (torn.isEmpty()) {
            return new Mending.Refused(
                    entries.wasMended(order.eventId()) ? Refusal.MENDED_ALREADY : Refusal.NO_ENTRY,
                    Half.NEITHER);
        }
        return mend(order, torn.get(), sides.look(torn.get()));
    }

    private Mending mend(Order order, TornEvent torn, Sides.Look look) {
        if (look.half() != torn.half()) {
            return changed(order, torn, look.half());
        }
        Optional<Work> work = Work.of(order.verb(), torn.scenario(), torn.half());
        if (work.isEmpty()) {
            return new Mending.Refused(Refusal.DOES_NOT_FIT, torn.half());
        }
        if (work.get() == Work.TAKE_MESSAGE && look.stored().delivered()) {
            return new Mending.Refused(Refusal.DELIVERED, torn.half());
        }
        return carryOut(order, torn, work.get(), look.stored());
    }

    private Mending carryOut(Order order, TornEvent torn, Work work, Sides.Stored seen) {
        Desk desk = work.touchesQueue() ? global : alone;
        return transactions
                .run(() -> desk.mend(order, torn, work, seen), Optional::isPresent)
                .fold(
                        refusal ->
                                refusal.<Mending>map(why -> new Mending.Refused(why, torn.half()))
                                        .orElseGet(() -> done(order, torn, work)),
                        cause -> rolledBack(torn, work.touchesQueue(), Cause.of(cause)),
                        cause -> new Mending.Unknown(Cause.of(cause)));
    }

    private static Mending done(Order order, TornEvent torn, Work work) {
        // The reason is in the table alone: no log holds what a person wrote.
        LOG.infof(
                "Event %s, torn in a %s, is mended by %s (%s): before, %s; now, %s",
                torn.id(),
                torn.scenario().word(),
                order.who(),
                order.verb(),
                torn.half().words(),
                work.leaves().words());
        return new Mending.Done(torn, work.leaves());
    }

    /** Somebody else has the entry, or has stored the row. */
    private static Mending rolledBack(TornEvent torn, boolean global, Cause cause) {
        return switch (cause.kind()) {
            case LOCK_WAIT -> new Mending.Refused(Refusal.AT_WORK, torn.half());
            case ID_STORED -> new Mending.Refused(Refusal.CHANGED, torn.half());
            // A local transaction whose commit failed may have been committed all the same.
            case PART_FAILED, UNDONE_AT_COMMIT, UNEXPECTED ->
                    !global && cause.isOfCommit()
                            ? new Mending.Unknown(cause)
                            : new Mending.RolledBack(cause);
        };
    }

    private Mending changed(Order order, TornEvent torn, Half now) {
        Outcome<Boolean> corrected = transactions.run(() -> alone.correct(order, torn, now));
        return corrected.fold(
                whole -> new Mending.Refused(whole ? Refusal.WHOLE : Refusal.CHANGED, now),
                cause -> rolledBack(torn, false, Cause.of(cause)),
                cause -> new Mending.Unknown(Cause.of(cause)));
    }
}
