package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.Trial;
import java.util.List;
import java.util.Map;

/** One run of a campaign: fresh data, callers at work, faults, repair, quiet, audit. */
interface Run {
    /** The questions that it answers: one for each scenario that is at work in it. */
    List<Trial> trials();

    /** Settings of the server under which it runs, beside the usual ones. */
    Map<String, String> settings();

    /** Runs it; a run that fails as such says so in its finding. */
    Finding on(Bench bench);
}
