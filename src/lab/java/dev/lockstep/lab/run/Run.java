package dev.lockstep.lab.run;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.workload.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of a campaign: callers at work on fresh data, and faults that strike among them. */
public interface Run {
    /** The questions that it answers: one for each scenario that is at work in it. */
    List<Trial> trials();

    /** The kinds that a trial must show, given those that it shows. */
    Set<Anomaly> predicts(Trial trial, Set<Anomaly> found);

    /** Whoever is at work on the scenario of a trial, not begun yet. */
    Workload callers(Trial trial, Bench bench);

    /** Why its fault cannot meet the way at all; then nothing is run, and the result says so. */
    default Optional<String> exemption() {
        return Optional.empty();
    }

    /** Makes the system what the faults need, if that is not the usual one; nobody calls yet. */
    default void prepare(Bench bench) {}

    /** Makes the system the usual one again, at the end of the run, be it a failed one. */
    default void restore(Bench bench) {}

    /** Deals the faults, and repairs them; the finding is told of each. */
    void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding);

    /** Whether what is left in doubt may take a person, without the system having failed. */
    boolean mayNeedAPerson();
}
