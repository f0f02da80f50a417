package dev.lockstep.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * That the consumer received an event's message, and whether it could read the event's row then.
 */
@Entity
@Table(name = "delivery")
public class Delivery {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "event_id")
    private String eventId;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "row_seen")
    private boolean rowSeen;

    /** Set by {@link Inbox}. */
    @Column(name = "cancelled_at", insertable = false, updatable = false)
    private Instant cancelledAt;

    protected Delivery() {}

    Delivery(String eventId, boolean rowSeen) {
        this.eventId = eventId;
        this.receivedAt = Instant.now();
        this.rowSeen = rowSeen;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public boolean rowSeen() {
        return rowSeen;
    }

    /** When a cancellation followed, which tells the receiver to forget the event. */
    public Optional<Instant> cancelledAt() {
        return Optional.ofNullable(cancelledAt);
    }
}
