package dev.lockstep.delivery;

import dev.lockstep.part.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** The deliveries on record. */
@ApplicationScoped
public class Deliveries {
    private final EntityManager rows;
    private final EntityManager rowsAlone;

    @Inject
    public Deliveries(Database database) {
        this.rows = database.rowsInGlobalTransactions();
        this.rowsAlone = database.rowsInLocalTransactions();
    }

    public List<Delivery> of(String eventId) {
        return rows.createQuery(
                        "select d from Delivery d where d.eventId = :event order by d.receivedAt",
                        Delivery.class)
                .setParameter("event", eventId)
                .getResultList();
    }

    /** Part of the transaction that takes the message. */
    void record(String eventId) {
        rows.persist(new Delivery(eventId, true));
    }

    /**
     * Notes that the message came before its row could be read. In a transaction of its own, since
     * the one that took the message is about to be rolled back; once per event, however often the
     * message comes. A local one: a global transaction with a single branch is committed in one
     * phase, and if its answer is lost, its entry stays in the transaction log for ever.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void recordEarly(String eventId) {
        rowsAlone
                .createNativeQuery(
                        "INSERT INTO delivery (event_id, received_at, row_seen) VALUES (?1, now(), false)"
                                + " ON CONFLICT (event_id) WHERE NOT row_seen DO NOTHING")
                .setParameter(1, eventId)
                .executeUpdate();
    }
}
