package dev.lockstep.lab.workload;

import dev.lockstep.lab.words.Moment;

/**
 * Something that happened, by the clock of {@link System#nanoTime}.
 *
 * @param kind as in {@link Moment}
 */
public record Stamped(long nanoTime, String kind, String what) {
    /** The same by the clock of a run. */
    public Moment at(long begun) {
        return new Moment(Math.max(0, (nanoTime - begun) / 1e9), kind, what);
    }
}
