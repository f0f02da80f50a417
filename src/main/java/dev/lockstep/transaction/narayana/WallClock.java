package dev.lockstep.transaction.narayana;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time of day beside the time that has passed, to tell when somebody has set the first. A clock
 * that is only made to run faster or slower, as a time service does, is never seen as set: that
 * changes it by less than a millisecond a second.
 */
final class WallClock {
    private static final long LEAST_MILLIS = 1000;

    /** Milliseconds by which the two readings of one look may lie apart. */
    private static final long PAUSE_MILLIS = 100;

    private static final long NANOS = 1_000_000;

    private final LongSupplier dayMillis;
    private final LongSupplier passedNanos;
    private long ahead;

    /**
     * @param dayMillis the time of day
     * @param passedNanos what has passed since any moment
     */
    WallClock(LongSupplier dayMillis, LongSupplier passedNanos) {
        this.dayMillis = dayMillis;
        this.passedNanos = passedNanos;
        this.ahead = ahead();
    }

    /** By how much it was set since the last look, if at all; negative if it was set back. */
    Optional<Duration> setBy() {
        long before = ahead;
        ahead = ahead();
        long by = ahead - before;
        return Math.abs(by) < LEAST_MILLIS ? Optional.empty() : Optional.of(Duration.ofMillis(by));
    }

    /** A process that is stopped between two readings must not take that for a clock's jump. */
    private long ahead() {
        while (true) {
            long before = passedNanos.getAsLong() / NANOS;
            long day = dayMillis.getAsLong();
            long after = passedNanos.getAsLong() / NANOS;
            if (after - before < PAUSE_MILLIS) {
                return day - after;
            }
        }
    }
}
