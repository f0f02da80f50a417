package dev.lockstep.settings;

import java.time.Duration;

/**
 * The strategy {@code outbox}.
 *
 * @param interval {@code lockstep.outbox.interval}: between two looks for entries to send; 1 ms to
 *     an hour
 * @param keep {@code lockstep.outbox.keep}: for which an entry that was sent is kept, for whoever
 *     wants to look; up to a year, in seconds
 */
public record OutboxSettings(Duration interval, Duration keep) {
    static OutboxSettings read(Reading from) {
        return new OutboxSettings(
                from.milliseconds("lockstep.outbox.interval", 1, 3_600_000),
                from.seconds("lockstep.outbox.keep", 0, 31_536_000));
    }
}
