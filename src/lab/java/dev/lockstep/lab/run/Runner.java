package dev.lockstep.lab.run;

import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.workload.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Carries out runs, one after another, on one bench. */
public final class Runner {
    private final Bench bench;
    private final Repair repair;
    private RuntimeException beyondRepair;

    public Runner(Bench bench) {
        this.bench = bench;
        this.repair = new Repair(bench);
    }

    /**
     * Runs it from fresh data to the audit; one that fails as such says so in its finding.
     *
     * @throws StackProblem if an earlier one left what could not be put in order
     */
    public Finding run(Run run) {
        if (beyondRepair != null) {
            throw new StackProblem(
                    "The campaign ends here, because nothing could be put in order after a failed run: %s. Its results are kept; the same command goes on with the rest."
                            .formatted(beyondRepair.getMessage()),
                    beyondRepair);
        }
        Finding finding = new Finding(run.trials(), run::predicts);
        Optional<String> exemption = run.exemption();
        if (exemption.isPresent()) {
            finding.notApplicable(exemption.get());
            return finding;
        }
        tryToRun(run, finding);
        return finding;
    }

    private void tryToRun(Run run, Finding finding) {
        Map<Trial, Workload> workloads = new LinkedHashMap<>();
        try {
            prepare();
            run.prepare(bench);
            try (Watch watch = new Watch(bench.target())) {
                run.trials().forEach(trial -> workloads.put(trial, run.callers(trial, bench)));
                run.strike(bench, workloads, finding);
                new Conclusion(bench, repair, finding, workloads).reach(run.mayNeedAPerson());
                finding.costs(watch);
            }
            run.restore(bench);
        } catch (RuntimeException e) {
            // Whatever it is, also that a broker cannot be read: the other runs need not suffer.
            finding.failed(e.getMessage());
            tryToRepairAll(run);
            workloads.values().forEach(Workload::end);
        }
    }

    /** Everything runs, is quiet and empty. */
    private void prepare() {
        bench.ownStack().ifPresent(Stack::startWhatIsDown);
        bench.awaitReady();
        Conclusion.awaitQuiet(bench.target());
        FreshData.in(bench.target());
    }

    private void tryToRepairAll(Run run) {
        try {
            run.restore(bench);
            repair.all();
        } catch (RuntimeException e) {
            beyondRepair = e;
        }
    }
}
