package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.Trial;
import java.util.List;
import java.util.Map;

/** One run of a campaign: callers at work on fresh data, and faults that strike among them. */
interface Run {
    /** The questions that it answers: one for each scenario that is at work in it. */
    List<Trial> trials();

    /** Settings of the server under which it runs, beside the usual ones. */
    Map<String, String> settings();

    /** The kinds that a trial must show, given those that it shows. */
    Theory theory();

    /** Whoever is at work on the scenario of a trial, not begun yet. */
    Workload callers(Trial trial, Bench bench);

    /** Deals the faults, and repairs them; the finding is told of each. */
    void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding);

    /** Whether what is left in doubt may take a person, without the system having failed. */
    boolean mayNeedAPerson();
}
