package dev.lockstep.push;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A push notification to store and to send. Its id, chosen by the client, makes a repeated publish
 * safe.
 */
@Entity
@Table(name = "push_event")
public class PushEvent {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:~@+=-]{0,127}";

    @Id
    @NotNull
    @Pattern(
            regexp = ID,
            message =
                    "must be 1 to 128 of the characters A-Z a-z 0-9 . _ : ~ @ + = - and begin with a letter or digit")
    private String id;

    @NotBlank
    @Size(max = 256)
    @StorableText
    private String recipient;

    @NotBlank
    @Size(max = 256)
    @StorableText
    private String title;

    @NotBlank
    @Size(max = 4096)
    @StorableText
    private String body;

    private String strategy;

    @Column(name = "created_at")
    private Instant createdAt;

    protected PushEvent() {}

    public PushEvent(String id, String recipient, String title, String body) {
        this.id = id;
        this.recipient = recipient;
        this.title = title;
        this.body = body;
    }

    /** Whether an event may have this id; one that may not is never stored. */
    public static boolean isId(String text) {
        return text.matches(ID);
    }

    /** Stamps the event with the strategy that is about to save it, and the time. */
    public PushEvent savedBy(String strategyName) {
        this.strategy = strategyName;
        // PostgreSQL keeps microseconds.
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return this;
    }

    /** Whether both say the same thing to the same recipient under the same id. */
    public boolean sameContentAs(PushEvent other) {
        return id.equals(other.id)
                && recipient.equals(other.recipient)
                && title.equals(other.title)
                && body.equals(other.body);
    }

    public String id() {
        return id;
    }

    public String recipient() {
        return recipient;
    }

    public String title() {
        return title;
    }

    public String body() {
        return body;
    }

    public String strategy() {
        return strategy;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
