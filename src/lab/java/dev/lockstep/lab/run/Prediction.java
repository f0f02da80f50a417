package dev.lockstep.lab.run;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Trial;
import java.util.Set;

/** What theory says of a trial. */
@FunctionalInterface
interface Prediction {
    /**
     * The kinds of anomaly that the trial must show: those that are certain, and of those that may
     * or may not appear, what was found.
     */
    Set<Anomaly> predicts(Trial trial, Set<Anomaly> found);
}
