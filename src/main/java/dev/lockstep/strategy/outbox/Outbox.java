package dev.lockstep.strategy.outbox;

import dev.lockstep.part.database.Database;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * The messages to send, in a table. Entries are found by what they are, unsent, and never by "id
 * greater than the last one": numbers are given out before commit, so that a lower one may appear
 * after a higher one, and would be skipped.
 *
 * <p>All in the transaction of the caller.
 */
@ApplicationScoped
public class Outbox {
    /**
     * By which lanes of other tables could be told apart: PostgreSQL's advisory locks are global.
     */
    private static final int LOCK = 0x6f757462;

    private static final int LANES = 8;

    private static final String TO_SEND = "sent_at IS NULL AND refused_at IS NULL";

    private final PushEventJson json;

    private final EntityManager rows;

    @Inject
    public Outbox(Database database, PushEventJson json) {
        this.rows = database.rowsInLocalTransactions();
        this.json = json;
    }

    /** A message that is not sent yet. */
    record Entry(long id, String eventId, String message) {}

    void add(PushEvent event) {
        rows.createNativeQuery("INSERT INTO outbox (lane, event_id, message) VALUES (?1, ?2, ?3)")
                .setParameter(1, Math.floorMod(event.id().hashCode(), LANES))
                .setParameter(2, event.id())
                .setParameter(3, json.write(event))
                .executeUpdate();
    }

    /** Lanes in which something waits. */
    List<Integer> waitingLanes() {
        List<?> lanes =
                rows.createNativeQuery("SELECT DISTINCT lane FROM outbox WHERE " + TO_SEND)
                        .getResultList();
        return lanes.stream().map(Number.class::cast).map(Number::intValue).sorted().toList();
    }

    /**
     * Takes a lane for this transaction, unless another relay has it. Two relays in one lane could
     * send what concerns one event in the wrong order.
     */
    boolean lock(int lane) {
        return (Boolean)
                rows.createNativeQuery("SELECT pg_try_advisory_xact_lock(?1, ?2)", Boolean.class)
                        .setParameter(1, LOCK)
                        .setParameter(2, lane)
                        .getSingleResult();
    }

    /** The next entries of a lane, in their order. */
    List<Entry> next(int lane, int limit) {
        List<?> found =
                rows.createNativeQuery(
                                "SELECT id, event_id, message FROM outbox"
                                        + " WHERE lane = ?1 AND "
                                        + TO_SEND
                                        + " ORDER BY id")
                        .setParameter(1, lane)
                        .setMaxResults(limit)
                        .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> new Entry((Long) row[0], (String) row[1], (String) row[2]))
                .toList();
    }

    void mark(List<Entry> sent) {
        if (sent.isEmpty()) {
            return;
        }
        rows.createNativeQuery("UPDATE outbox SET sent_at = now() WHERE id IN (?1)")
                .setParameter(1, sent.stream().map(Entry::id).toList())
                .executeUpdate();
    }

    /** Parks an entry that Kafka will never take: those behind it go on. */
    void park(Entry refused, String reason) {
        rows.createNativeQuery("UPDATE outbox SET refused_at = now(), refusal = ?2 WHERE id = ?1")
                .setParameter(1, refused.id())
                .setParameter(2, reason)
                .executeUpdate();
    }

    /** Deletes what was sent long ago; how many entries. */
    int clean(long keptSeconds) {
        return rows.createNativeQuery(
                        "DELETE FROM outbox WHERE sent_at < now() - make_interval(secs => ?1)")
                .setParameter(1, (double) keptSeconds)
                .executeUpdate();
    }
}
