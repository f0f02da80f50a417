package dev.lockstep.lab.fault;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.WildFly;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Sets the clock of a running server, forth or back, as an administrator or a virtual machine does
 * that comes back from sleep. It has fired once the server itself says another time; if it does
 * not, the fault never fired.
 */
public final class ClockJump {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** The server says its time in whole seconds, and may have noted it a second ago. */
    private static final Duration BLUR = Duration.ofSeconds(3);

    private final WildFly server;
    private final Duration by;

    private ClockJump(WildFly server, Duration by) {
        this.server = server;
        this.by = by;
    }

    /**
     * @param server started with {@link WildFly#settableClock}
     * @param by how far ahead of the machine's clock, or behind if negative; longer than 6 s, since
     *     less could not be told from no jump
     */
    public static ClockJump of(WildFly server, Duration by) {
        if (by.abs().compareTo(BLUR.multipliedBy(2)) <= 0) {
            throw new IllegalArgumentException(by + " is too short to be seen");
        }
        return new ClockJump(server, by);
    }

    /**
     * Sets it.
     *
     * @throws IllegalStateException if the server does not see it in time: a fault that does not
     *     fire proves nothing
     */
    public void strike() {
        set(by);
    }

    /** Sets it right again; the server sees a jump the other way. */
    public void mend() {
        set(Duration.ZERO);
    }

    private void set(Duration ahead) {
        server.clock().set(ahead);
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> isAhead(ahead));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "The clock of the server was to be %d s ahead, and within %d s it never said so."
                            .formatted(ahead.toSeconds(), LIMIT.toSeconds()),
                    e);
        }
    }

    private boolean isAhead(Duration expected) {
        return server.time()
                .map(time -> Duration.between(Instant.now(), time).minus(expected).abs())
                .filter(difference -> difference.compareTo(BLUR) <= 0)
                .isPresent();
    }

    @Override
    public String toString() {
        return "clock of the server set by %+d s".formatted(by.toSeconds());
    }
}
