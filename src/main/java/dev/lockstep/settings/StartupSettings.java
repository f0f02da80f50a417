package dev.lockstep.settings;

import java.time.Duration;

/**
 * How the application starts.
 *
 * @param retry {@code lockstep.startup.retry}: between two attempts to migrate the schema and to
 *     prove the preconditions, until both succeed; 1 ms to an hour
 */
public record StartupSettings(Duration retry) {
    static StartupSettings read(Reading from) {
        return new StartupSettings(from.milliseconds("lockstep.startup.retry", 1, 3_600_000));
    }
}
