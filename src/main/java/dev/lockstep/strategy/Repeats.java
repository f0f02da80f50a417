package dev.lockstep.strategy;

import dev.lockstep.part.database.SqlStates;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.transaction.RollbackException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a publish is answered that meets an earlier one of the same id, or that failed and has to
 * ask the data what it left.
 */
public final class Repeats {
    private final Transactions transactions;
    private final PushStore store;

    public Repeats(Transactions transactions, PushStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** The answer, if the id is stored already. In the caller's transaction. */
    public Optional<Publication> earlier(PushEvent event) {
        return store.find(event.id()).map(stored -> compare(event, stored));
    }

    /**
     * The answer, if the id is stored already, or if the database cannot be asked: then nothing was
     * done. In a transaction of its own.
     */
    public Optional<Publication> alreadyAnswered(PushEvent event) {
        Outcome<Optional<Publication>> looked = transactions.run(() -> earlier(event));
        if (looked instanceof Outcome.Committed<Optional<Publication>> earlier) {
            return earlier.value();
        }
        return looked instanceof Outcome.RolledBack<Optional<Publication>> rolledBack
                ? Optional.of(new Publication.RolledBack(rolledBack.cause()))
                : Optional.empty();
    }

    /** After a rollback: a repeat may have lost a race or met one that is not settled yet. */
    public Publication rolledBack(PushEvent event, Throwable cause) {
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
     * After a rollback of a local transaction. If its commit failed, the database may have
     * committed all the same and only its answer may be lost.
     */
    public Publication rolledBackLocally(PushEvent event, Throwable cause) {
        return cause instanceof RollbackException
                ? askTheData(event, cause)
                : rolledBack(event, cause);
    }

    /**
     * When the outcome cannot be told from the exception: tries whether the id is free. A row that
     * is stored, or prepared and still locked, keeps it. The try has its answer before its own
     * commit, which the database may refuse for the very reason for which it refused the event's.
     */
    public Publication askTheData(PushEvent event, Throwable cause) {
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
