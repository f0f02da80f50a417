package dev.lockstep.lab.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How a run waits: for something, or for as long as a fault lasts. */
final class Waits {
    static final Duration READY_LIMIT = Duration.ofSeconds(90);

    /** What recovery is given for everything, once the server is ready: past it, it is stuck. */
    static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

    private Waits() {}

    static ConditionFactory await(String what, Duration limit) {
        return Awaitility.await(what)
                .ignoreExceptions()
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200));
    }

    /** The length of a fault itself, not a wait for something. */
    static void last(Duration length) {
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
