package dev.lockstep.delivery;

import dev.lockstep.part.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;

/**
 * What the consumer service has received from a log. A log hands a message out again after every
 * crash between the work and the commit of its offset, and a relay may put it in twice: the inbox,
 * keyed on the event's id, lets each through once. The attempt tells apart the publishes of one id
 * of which earlier ones were cancelled; it is empty where a strategy cancels nothing.
 *
 * <p>All in the transaction of the caller.
 */
@ApplicationScoped
public class Inbox {
    private final EntityManager rows;

    @Inject
    public Inbox(Database database) {
        this.rows = database.rowsInLocalTransactions();
    }

    /** Notes the message; whether it is the first of its kind. */
    boolean isFirst(String eventId, String attempt) {
        boolean first = isNew(eventId, attempt);
        about(
                        "UPDATE inbox SET copies = copies + 1 WHERE event_id = :event AND attempt = :attempt",
                        eventId,
                        attempt)
                .executeUpdate();
        return first;
    }

    /** Whether neither the message nor its cancellation was here before. */
    private boolean isNew(String eventId, String attempt) {
        return about(
                                "INSERT INTO inbox (event_id, attempt, copies) VALUES (:event, :attempt, 0)"
                                        + " ON CONFLICT (event_id, attempt) DO NOTHING",
                                eventId,
                                attempt)
                        .executeUpdate()
                == 1;
    }

    void deliver(String eventId, String attempt) {
        about(
                        "INSERT INTO delivery (event_id, received_at, row_seen, attempt)"
                                + " VALUES (:event, now(), true, :attempt)",
                        eventId,
                        attempt)
                .executeUpdate();
    }

    /**
     * Keeps a message whose row cannot be read yet, and notes, once per event, that it was early.
     */
    void park(String eventId, String attempt) {
        about(
                        "INSERT INTO parked_message (event_id, attempt) VALUES (:event, :attempt)",
                        eventId,
                        attempt)
                .executeUpdate();
        about(
                        "INSERT INTO delivery (event_id, received_at, row_seen, attempt)"
                                + " VALUES (:event, now(), false, :attempt)"
                                + " ON CONFLICT (event_id) WHERE NOT row_seen DO NOTHING",
                        eventId,
                        attempt)
                .executeUpdate();
    }

    /** Delivers what is parked and has its row by now; how many. */
    int deliverParked() {
        return rows.createNativeQuery(
                        """
                        WITH readable AS (
                            DELETE FROM parked_message parked USING push_event event
                            WHERE event.id = parked.event_id
                            RETURNING parked.event_id, parked.attempt)
                        INSERT INTO delivery (event_id, received_at, row_seen, attempt)
                        SELECT event_id, now(), true, attempt FROM readable""")
                .executeUpdate();
    }

    /**
     * Takes back what the attempt has delivered. Its message, should it come again or only now, is
     * no longer the first.
     */
    void cancel(String eventId, String attempt) {
        isNew(eventId, attempt);
        about(
                        "DELETE FROM parked_message WHERE event_id = :event AND attempt = :attempt",
                        eventId,
                        attempt)
                .executeUpdate();
        about(
                        "UPDATE delivery SET cancelled_at = now()"
                                + " WHERE event_id = :event AND attempt = :attempt AND cancelled_at IS NULL",
                        eventId,
                        attempt)
                .executeUpdate();
    }

    private Query about(String sql, String eventId, String attempt) {
        return rows.createNativeQuery(sql)
                .setParameter("event", eventId)
                .setParameter("attempt", attempt);
    }
}
