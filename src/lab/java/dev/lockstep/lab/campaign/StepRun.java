package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Victim;
import dev.lockstep.lab.report.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A fault at a protocol step: while a thread stands at each point, among other callers who go on,
 * the fault hits the victim.
 *
 * @param points of one strategy, one in each scenario that is at work
 * @param seed of the run's workload
 */
record StepRun(List<CrashPoint> points, Victim victim, Fault fault, long seed) implements Run {
    private static final int LETTERS = 60;
    private static final Duration REACH_LIMIT = Duration.ofSeconds(20);

    @Override
    public List<Trial> trials() {
        return points.stream().map(this::trial).toList();
    }

    @Override
    public Map<String, String> settings() {
        return points.get(0).environment();
    }

    @Override
    public Theory theory() {
        return (trial, found) -> StepTheory.predicts(point(trial), victim, fault, found);
    }

    @Override
    public Workload callers(Trial trial, Bench bench) {
        return new Workload(bench, strategy(), point(trial).scenario(), LETTERS, seed);
    }

    @Override
    public boolean mayNeedAPerson() {
        return fault.isMistake();
    }

    @Override
    public void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding) {
        Blow blow = bench.blow(victim, fault, strategy());
        try (Breakpoints breakpoints = new Breakpoints(points, bench.stack())) {
            workloads.values().forEach(Workload::begin);
            breakpoints.awaitReached(REACH_LIMIT);
            blow.strike();
            finding.struck(blow);
            if (blow.killsServer()) {
                breakpoints.serverKilled();
            }
            if (blow.letsThreadsGo()) {
                breakpoints.close();
            }
            Bench.last(blow.length());
            blow.mend();
            finding.mended(blow);
        }
    }

    private CrashPoint point(Trial trial) {
        return points.stream()
                .filter(point -> trial(point).equals(trial))
                .findFirst()
                .orElseThrow();
    }

    private Trial trial(CrashPoint point) {
        return new Trial(
                strategy(),
                point.scenario().word(),
                step(point),
                victim.word(),
                fault.word(),
                seed);
    }

    private String strategy() {
        return points.get(0).strategy();
    }

    /** The point's name without the strategy and the scenario, which it may begin with. */
    private static String step(CrashPoint point) {
        String name = point.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String beginning = point.scenario().word() + " ";
        int scenario = name.indexOf(beginning);
        return scenario < 0 ? name : name.substring(scenario + beginning.length());
    }
}
