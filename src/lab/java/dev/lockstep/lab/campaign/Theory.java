package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.Trial;
import java.util.List;

/** What theory says of a trial. */
@FunctionalInterface
interface Theory {
    /**
     * The kinds of anomaly that the trial must show: those that are certain, and of those that may
     * or may not appear, what was found.
     */
    List<String> predicts(Trial trial, List<String> found);
}
