package dev.lockstep.strategy.saga;

import dev.lockstep.part.database.Database;
import dev.lockstep.part.lra.Lra;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What each saga has decided, and what undoes those that have not. Open becomes closed or cancelled
 * by one conditional UPDATE, so that a decision and a compensation that meet cannot both win; after
 * that the coordinator may say what it likes.
 *
 * <p>All in the transaction of the caller.
 */
@ApplicationScoped
public class Sagas {
    private final EntityManager rows;

    @Inject
    public Sagas(Database database) {
        this.rows = database.rowsInLocalTransactions();
    }

    /** How far a saga has come. */
    enum State {
        /** Nothing is known of it: it has saved nothing, or long ago. */
        NONE,
        OPEN,
        /** Decided: what it did stays. */
        CLOSED,
        /** Decided: what it did is to be undone. */
        CANCELLED,
        /** Nothing of it is left. */
        COMPENSATED
    }

    /** Fails, by the primary key, if the saga was compensated already. */
    void open(Lra lra) {
        about(lra, "INSERT INTO saga (lra, state) VALUES (:lra, 'open')").executeUpdate();
    }

    /** To be noted before, or with, what it undoes. */
    void note(Collection<Undo> undos) {
        undos.forEach(rows::persist);
        rows.flush();
    }

    /** Decides that all stays; whether that was still open. */
    boolean close(Lra lra) {
        int closed =
                about(lra, "UPDATE saga SET state = 'closed' WHERE lra = :lra AND state = 'open'")
                        .executeUpdate();
        if (closed == 1) {
            forgetUndos(lra);
        }
        return closed == 1;
    }

    /**
     * Decides that all is undone, if that is still open. A saga that has not saved anything is kept
     * from doing so.
     */
    State cancel(Lra lra) {
        about(
                        lra,
                        "INSERT INTO saga (lra, state) VALUES (:lra, 'compensated')"
                                + " ON CONFLICT (lra) DO NOTHING")
                .executeUpdate();
        about(lra, "UPDATE saga SET state = 'cancelled' WHERE lra = :lra AND state = 'open'")
                .executeUpdate();
        return state(lra);
    }

    State state(Lra lra) {
        List<?> state = about(lra, "SELECT state FROM saga WHERE lra = :lra").getResultList();
        return state.isEmpty()
                ? State.NONE
                : State.valueOf(((String) state.get(0)).toUpperCase(Locale.ROOT));
    }

    /** Takes a cancelled saga for this transaction, unless another one is undoing it. */
    boolean lockCancelled(Lra lra) {
        return !about(
                        lra,
                        "SELECT 1 FROM saga WHERE lra = :lra AND state = 'cancelled'"
                                + " FOR UPDATE SKIP LOCKED")
                .getResultList()
                .isEmpty();
    }

    List<Undo> undos(Lra lra) {
        return rows.createQuery("select u from Undo u where u.lra = :lra", Undo.class)
                .setParameter("lra", lra.id())
                .getResultList();
    }

    /** Deletes the rows of a cancelled saga, and none but its own. */
    void deleteRows(Lra lra) {
        about(
                        lra,
                        "DELETE FROM push_event WHERE id IN"
                                + " (SELECT event_id FROM saga_undo WHERE lra = :lra)")
                .executeUpdate();
        forgetUndos(lra);
        about(lra, "UPDATE saga SET state = 'compensated' WHERE lra = :lra").executeUpdate();
    }

    /**
     * Whether the rows of these events are there, and to stay. Locks them until the transaction
     * ends: one that could be compensated between two looks would be taken for one that stays.
     */
    boolean areSettled(Collection<String> eventIds) {
        if (eventIds.isEmpty()) {
            return true;
        }
        int there =
                rows.createNativeQuery("SELECT id FROM push_event WHERE id IN (:ids) FOR KEY SHARE")
                        .setParameter("ids", eventIds)
                        .getResultList()
                        .size();
        return there == eventIds.size()
                && rows.createNativeQuery("SELECT 1 FROM saga_undo WHERE event_id IN (:ids)")
                        .setParameter("ids", eventIds)
                        .getResultList()
                        .isEmpty();
    }

    /** How many sagas, begun so long ago, are neither closed nor compensated. */
    long countUndecided(long seconds) {
        return ((Number)
                        aged(
                                        "SELECT count(*) FROM saga WHERE state IN ('open', 'cancelled') AND",
                                        seconds)
                                .getSingleResult())
                .longValue();
    }

    /** Deletes what was decided and carried out long ago; how many sagas. */
    int clean(long keptSeconds) {
        return aged("DELETE FROM saga WHERE state IN ('closed', 'compensated') AND", keptSeconds)
                .executeUpdate();
    }

    private void forgetUndos(Lra lra) {
        about(lra, "DELETE FROM saga_undo WHERE lra = :lra").executeUpdate();
    }

    private Query about(Lra lra, String sql) {
        return rows.createNativeQuery(sql).setParameter("lra", lra.id());
    }

    private Query aged(String sql, long seconds) {
        return rows.createNativeQuery(sql + " created_at < now() - make_interval(secs => :age)")
                .setParameter("age", (double) seconds);
    }
}
