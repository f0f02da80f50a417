package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of push events, read and written in the transaction of the caller. */
@ApplicationScoped
public class PushStore {
    @PersistenceContext(unitName = "lockstep")
    private EntityManager rows;

    public Optional<PushEvent> find(String id) {
        return Optional.ofNullable(rows.find(PushEvent.class, id));
    }

    /** Those of the ids that are stored, by id. */
    public Map<String, PushEvent> findAll(Collection<String> ids) {
        return rows.createQuery("select e from PushEvent e where e.id in :ids", PushEvent.class)
                .setParameter("ids", ids)
                .getResultStream()
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

    /** Inserts all rows as one batch. */
    public void saveAll(Collection<PushEvent> events) {
        events.forEach(rows::persist);
        rows.flush();
    }
}
