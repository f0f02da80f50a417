package dev.lockstep.push;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows of push events, read and written in the transaction of the caller. Injected as it is, it
 * is a branch of a global transaction; qualified {@code LocalTransaction}, a transaction of its own
 * database alone.
 */
public final class PushStore {
    private final EntityManager rows;

    /**
     * @param rows in the kind of transaction that the store is to work in
     */
    public PushStore(EntityManager rows) {
        this.rows = rows;
    }

    /**
     * By a query: to {@link EntityManager#find} Hibernate answers null, as if the row were not
     * there, if the connection fails in it (HHH-12472).
     *
     * @throws jakarta.persistence.PersistenceException if the database cannot be asked
     */
    public Optional<PushEvent> find(String id) {
        return findAll(List.of(id)).values().stream().findFirst();
    }

    /** Those of the ids that are stored, by id. */
    public Map<String, PushEvent> findAll(Collection<String> ids) {
        return rows
                .createQuery("select e from PushEvent e where e.id in :ids", PushEvent.class)
                .setParameter("ids", ids)
                .getResultList()
                .stream()
                .collect(Collectors.toMap(PushEvent::id, Function.identity()));
    }

    /**
     * Whether the id is neither stored nor held by a transaction that is still under way or in
     * doubt. Tries the insert itself, which waits for such a transaction, and takes it back.
     *
     * @throws jakarta.persistence.PersistenceException if one still holds it after {@code
     *     lock_timeout}
     */
    public boolean isFree(String id) {
        int inserted =
                rows.createNativeQuery(
                                "INSERT INTO push_event (id, recipient, title, body, strategy, created_at)"
                                        + " VALUES (?1, '', '', '', '', now()) ON CONFLICT (id) DO NOTHING")
                        .setParameter(1, id)
                        .executeUpdate();
        rows.createNativeQuery("DELETE FROM push_event WHERE id = ?1 AND recipient = ''")
                .setParameter(1, id)
                .executeUpdate();
        return inserted == 1;
    }

    /**
     * Inserts the row now, not at commit: a refused row must stop its caller before it sends
     * anything.
     */
    public void save(PushEvent event) {
        rows.persist(event);
        rows.flush();
    }

    /**
     * Inserts, as one batch, those of the events whose ids are new. Of the others, what has the
     * content that is stored already is a duplicate, and needs nothing more.
     *
     * @param events each with the letter that carried it
     * @param strategy that saves them
     * @return letters that cannot be saved, since their id is stored with other content
     */
    public <L> List<L> saveNew(Map<L, PushEvent> events, String strategy) {
        return saveNew(events, strategy, (letter, event) -> {});
    }

    /**
     * The same, for who has to know his own rows again.
     *
     * @param added is told each event that was inserted, and the letter that carried it
     */
    public <L> List<L> saveNew(
            Map<L, PushEvent> events, String strategy, BiConsumer<L, PushEvent> added) {
        if (events.isEmpty()) {
            return List.of();
        }
        Map<String, PushEvent> known =
                findAll(events.values().stream().map(PushEvent::id).toList());
        List<L> conflicting = new ArrayList<>();
        events.forEach(
                (letter, event) -> {
                    PushEvent earlier = known.putIfAbsent(event.id(), event);
                    if (earlier == null) {
                        rows.persist(event.savedBy(strategy));
                        added.accept(letter, event);
                    } else if (!event.sameContentAs(earlier)) {
                        conflicting.add(letter);
                    }
                });
        rows.flush();
        return conflicting;
    }

    /**
     * Makes the database a participant of the transaction, for one that else would have the broker
     * alone. A single participant is committed in one phase, and if that is not answered, the entry
     * stays in the transaction log for ever; the answer of a second phase is asked for again.
     */
    public void participate() {
        rows.createNativeQuery("SELECT 1", Integer.class).getSingleResult();
    }

    /** Deletes the rows, those of them that are there. */
    public void removeAll(Collection<String> ids) {
        rows.createQuery("delete from PushEvent e where e.id in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }
}
