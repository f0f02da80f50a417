package dev.lockstep.lab.run;

import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Theory;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.lab.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A fault at a protocol step: while a thread stands at each step, among other callers who go on,
 * the fault hits the victim.
 *
 * @param way whose protocol it is
 * @param steps one in each scenario that is at work
 * @param seed of the run's workload
 */
public record StepRun(Way way, List<Step> steps, Victim victim, Fault fault, long seed)
        implements Run {
    private static final int LETTERS = 60;
    private static final Duration REACH_LIMIT = Duration.ofSeconds(20);

    @Override
    public List<Trial> trials() {
        return steps.stream().map(this::trial).toList();
    }

    @Override
    public Set<Anomaly> predicts(Trial trial, Set<Anomaly> found) {
        return Theory.predicts(way, step(trial), victim, fault, found);
    }

    @Override
    public Workload callers(Trial trial, Bench bench) {
        return new Workload(bench.clients(), way, step(trial).scenario(), LETTERS, seed);
    }

    @Override
    public Optional<String> exemption() {
        return way.exemption(steps.get(0), victim, fault);
    }

    @Override
    public boolean mayNeedAPerson() {
        return fault.mayNeedAPerson();
    }

    @Override
    public void prepare(Bench bench) {
        bench.blow(victim, fault, way).prepare();
    }

    @Override
    public void restore(Bench bench) {
        bench.blow(victim, fault, way).restore();
    }

    @Override
    public void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding) {
        workloads.values().forEach(Workload::begin);
        deal(bench, finding);
    }

    /** Deals the fault to callers who are at work. */
    void deal(Bench bench, Finding finding) {
        Blow blow = bench.blow(victim, fault, way);
        try (Breakpoints breakpoints = new Breakpoints(steps, bench.stack())) {
            breakpoints.awaitReached(REACH_LIMIT);
            blow.strike();
            finding.struck(blow);
            if (blow.killsServer()) {
                breakpoints.serverKilled();
            }
            if (blow.letsThreadsGo()) {
                breakpoints.close();
            }
            Waits.last(blow.length());
            blow.mend();
            finding.mended(blow);
        }
    }

    private Step step(Trial trial) {
        return steps.stream().filter(step -> trial(step).equals(trial)).findFirst().orElseThrow();
    }

    private Trial trial(Step step) {
        return Trial.of(way.name(), step.scenario(), step.name(), victim, fault, seed);
    }
}
