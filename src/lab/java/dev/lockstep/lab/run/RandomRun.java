package dev.lockstep.lab.run;

import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.way.Theory;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.lab.workload.Workload;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Faults at random moments, one after another, while callers publish and drain: some come while the
 * one before is still being repaired. What is lost, if anything, is asked once at the end.
 *
 * @param kinds which faults there may be
 * @param count how many
 * @param seed of the workload and of the choice of faults and moments
 */
public record RandomRun(Way way, List<Kind> kinds, int count, long seed) implements Run {
    /** One kind of fault. */
    public record Kind(Victim victim, Fault fault) {}

    /** In a round of usual length, after which all is audited. */
    public static final int FAULTS = 10;

    private static final int LETTERS_BEFORE_EACH_FAULT = 15;
    private static final int LONGEST_CALM_MS = 1_500;
    private static final int LONGEST_FAULT_MS = 6_000;

    @Override
    public List<Trial> trials() {
        return Arrays.stream(Scenario.values()).map(this::trial).toList();
    }

    @Override
    public Set<Anomaly> predicts(Trial trial, Set<Anomaly> found) {
        return Theory.predictsAtRandom(way, Scenario.of(trial.scenario()), found);
    }

    @Override
    public Workload callers(Trial trial, Bench bench) {
        return new Workload(bench.clients(), way, Scenario.of(trial.scenario()), 0, seed);
    }

    @Override
    public boolean mayNeedAPerson() {
        return false;
    }

    @Override
    public void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding) {
        workloads.values().forEach(Workload::begin);
        Workload drain = workloads.get(trial(Scenario.DRAIN));
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            Blow blow = bench.blow(kind.victim(), kind.fault(), way);
            drain.addLetters(LETTERS_BEFORE_EACH_FAULT);
            Waits.last(Duration.ofMillis(random.nextInt(LONGEST_CALM_MS)));
            blow.strike();
            finding.struck(blow);
            Waits.last(
                    kind.fault() == Fault.KILL
                            ? blow.length()
                            : Duration.ofMillis(random.nextInt(LONGEST_FAULT_MS)));
            blow.mend();
            finding.mended(blow);
            // Half of the faults find the system at work again.
            if (random.nextBoolean()) {
                bench.awaitReady();
            }
        }
    }

    private Trial trial(Scenario scenario) {
        return Trial.atRandom(way.name(), scenario, kinds.stream().map(Kind::fault).toList(), seed);
    }
}
