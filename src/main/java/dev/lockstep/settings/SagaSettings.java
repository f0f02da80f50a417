package dev.lockstep.settings;

import java.time.Duration;

/**
 * The strategy {@code saga}.
 *
 * @param keep {@code lockstep.saga.keep}: for which the row of a saga that is over is kept; no less
 *     than an hour, since a compensation may come late, and up to a year, in seconds
 */
public record SagaSettings(Duration keep) {
    static SagaSettings read(Reading from) {
        return new SagaSettings(from.seconds("lockstep.saga.keep", 3_600, 31_536_000));
    }
}
