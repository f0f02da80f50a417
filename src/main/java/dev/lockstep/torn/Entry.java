package dev.lockstep.torn;

import dev.lockstep.push.PushEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A torn event as it is kept, and once it is mended, what was done. */
@Entity
@Table(name = "torn_event")
class Entry {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "event_id")
    private String eventId;

    @Enumerated(EnumType.STRING)
    private Scenario scenario;

    private String strategy;
    private String recipient;
    private String title;
    private String body;

    @Enumerated(EnumType.STRING)
    private Half half;

    private String cause;
    private Instant since;

    @Column(name = "mended_at")
    private Instant mendedAt;

    @Column(name = "mended_by")
    private String mendedBy;

    private String verb;
    private String reason;

    @Enumerated(EnumType.STRING)
    @Column(name = "half_before")
    private Half before;

    @Enumerated(EnumType.STRING)
    @Column(name = "half_after")
    private Half after;

    protected Entry() {}

    TornEvent event() {
        PushEvent content = new PushEvent(eventId, recipient, title, body);
        return new TornEvent(scenario, strategy, content, half, cause, since);
    }

    Half half() {
        return half;
    }

    /** What exists now is something else than when it was kept. */
    void became(Half now) {
        half = now;
    }

    void mended(Order order, String how, Half left, Instant now) {
        mendedAt = now;
        mendedBy = order.who();
        reason = order.why();
        verb = how;
        before = half;
        after = left;
    }
}
