package dev.lockstep.torn;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The rows of {@code torn_event}, in the transaction of the caller. */
final class Entries {
    private static final int LONGEST_CAUSE = 1_024;

    private final EntityManager rows;

    /**
     * @param rows in the kind of transaction that the caller works in
     */
    Entries(EntityManager rows) {
        this.rows = rows;
    }

    /** Adds it, unless one is open for the same event and scenario; whether it was added. */
    boolean add(TornEvent torn) {
        String cause = torn.cause();
        return rows.createNativeQuery(
                                "INSERT INTO torn_event (event_id, scenario, strategy, recipient, title, body, half, cause, since)"
                                        + " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                                        + " ON CONFLICT (event_id, scenario) WHERE mended_at IS NULL DO NOTHING")
                        .setParameter(1, torn.id())
                        .setParameter(2, torn.scenario().name())
                        .setParameter(3, torn.strategy())
                        .setParameter(4, torn.content().recipient())
                        .setParameter(5, torn.content().title())
                        .setParameter(6, torn.content().body())
                        .setParameter(7, torn.half().name())
                        .setParameter(
                                8, cause.substring(0, Math.min(LONGEST_CAUSE, cause.length())))
                        .setParameter(9, torn.since())
                        .executeUpdate()
                == 1;
    }

    /** The oldest that is open for the event. */
    Optional<Entry> open(String eventId) {
        return rows
                .createQuery(
                        "select e from Entry e where e.eventId = :event and e.mendedAt is null order by e.since, e.id",
                        Entry.class)
                .setParameter("event", eventId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    /**
     * The one of the event and scenario, if it is still open, for nobody else until the end of the
     * transaction. Waits for whoever has it.
     *
     * @throws jakarta.persistence.PersistenceException if somebody has it for longer than {@code
     *     lock_timeout}
     */
    Optional<Entry> lockOpen(TornEvent torn) {
        return rows
                .createQuery(
                        "select e from Entry e where e.eventId = :event and e.scenario = :scenario and e.mendedAt is null",
                        Entry.class)
                .setParameter("event", torn.id())
                .setParameter("scenario", torn.scenario())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .stream()
                .findFirst();
    }

    boolean wasMended(String eventId) {
        return rows.createQuery(
                                "select count(e) from Entry e where e.eventId = :event and e.mendedAt is not null",
                                Long.class)
                        .setParameter("event", eventId)
                        .getSingleResult()
                > 0;
    }

    List<Entry> oldest(int most) {
        return rows.createQuery(
                        "select e from Entry e where e.mendedAt is null order by e.since, e.id",
                        Entry.class)
                .setMaxResults(most)
                .getResultList();
    }

    long count() {
        return rows.createQuery("select count(e) from Entry e where e.mendedAt is null", Long.class)
                .getSingleResult();
    }
}
