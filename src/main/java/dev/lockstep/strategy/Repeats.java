package dev.lockstep.strategy;

import dev.lockstep.part.Cause;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.torn.TornEvent;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a publish is answered that meets an earlier one of the same id, or that failed and has to
 * ask the data what it left.
 */
public final class Repeats {
    private final Transactions transactions;
    private final PushStore store;
    private final TornEvents torn;

    public Repeats(Transactions transactions, PushStore store, TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.torn = torn;
    }

    /**
     * The answer, if the id is stored already, or torn: then a row proves nothing, and what is
     * missing must not be made good by a repeat. In the caller's transaction, a local one.
     */
    public Optional<Publication> earlier(PushEvent event) {
        return torn(event).or(() -> stored(event));
    }

    /** The answer, if the id is torn. In the caller's transaction, a local one. */
    public Optional<Publication> torn(PushEvent event) {
        return torn.open(event.id()).map(entry -> compare(event, entry));
    }

    /** The answer by the row alone, if the id is stored. In the caller's transaction. */
    public Optional<Publication> stored(PushEvent event) {
        return store.find(event.id()).map(stored -> compare(event, stored));
    }

    /**
     * The answer, if the id is stored already or torn, or if the database cannot be asked: then
     * nothing was done. In a transaction of its own.
     */
    public Optional<Publication> alreadyAnswered(PushEvent event) {
        return transactions
                .run(() -> earlier(event))
                .fold(
                        earlier -> earlier,
                        cause -> Optional.of(new Publication.RolledBack(Cause.of(cause))),
                        cause -> Optional.empty());
    }

    /** After a rollback: a repeat may have lost a race or met one that is not settled yet. */
    public Publication rolledBack(PushEvent event, Cause cause) {
        return switch (cause.kind()) {
            case LOCK_WAIT -> new Publication.Unknown(event.id(), cause);
            case ID_STORED ->
                    look(event)
                            .map(earlier -> compare(event, earlier))
                            .orElseGet(() -> new Publication.RolledBack(cause));
            case PART_FAILED, UNDONE_AT_COMMIT, UNEXPECTED -> new Publication.RolledBack(cause);
        };
    }

    /**
     * After a rollback of a local transaction. If its commit failed, the database may have
     * committed all the same and only its answer may be lost.
     */
    public Publication rolledBackLocally(PushEvent event, Cause cause) {
        return cause.isOfCommit() ? askTheData(event, cause) : rolledBack(event, cause);
    }

    /**
     * When the outcome cannot be told from the exception: tries whether the id is free. A row that
     * is stored, or prepared and still locked, keeps it. The try has its answer before its own
     * commit, which the database may refuse for the very reason for which it refused the event's.
     */
    public Publication askTheData(PushEvent event, Cause cause) {
        AtomicBoolean free = new AtomicBoolean();
        transactions.run(
                () -> {
                    free.set(store.isFree(event.id()));
                    return free.get();
                });
        return free.get()
                ? new Publication.RolledBack(cause)
                : new Publication.Unknown(event.id(), cause);
    }

    private Optional<PushEvent> look(PushEvent event) {
        return transactions
                .run(() -> store.find(event.id()))
                .fold(found -> found, cause -> Optional.empty(), cause -> Optional.empty());
    }

    private static Publication compare(PushEvent event, TornEvent entry) {
        return event.sameContentAs(entry.content())
                ? new Publication.TornAndKept(entry)
                : new Publication.IdTaken(event.id());
    }

    private static Publication compare(PushEvent event, PushEvent earlier) {
        return event.sameContentAs(earlier)
                ? new Publication.Repeated(earlier)
                : new Publication.IdTaken(event.id());
    }
}
