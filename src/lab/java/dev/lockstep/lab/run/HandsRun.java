package dev.lockstep.lab.run;

import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.workload.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Transactions settled by hand, one after another while callers publish and drain: at each step at
 * which there is something to settle, on each side, with the coordinator alive and dead. What is
 * torn, and whether the system names it, is asked once at the end.
 *
 * @param hands what is done, in this order; they have one way
 * @param seed of the workload
 */
public record HandsRun(Way way, List<StepRun> hands, long seed) implements Run {
    private static final int LETTERS_BEFORE_EACH = 15;
    private static final String ANY = "any";

    public HandsRun {
        hands = List.copyOf(hands);
    }

    @Override
    public List<Trial> trials() {
        return Stream.of(Scenario.values()).map(this::trial).toList();
    }

    @Override
    public Set<Anomaly> predicts(Trial trial, Set<Anomaly> found) {
        Set<Anomaly> kinds = EnumSet.noneOf(Anomaly.class);
        for (StepRun hand : hands) {
            kinds.addAll(way.possible(Scenario.of(trial.scenario()), hand.victim(), hand.fault()));
        }
        kinds.retainAll(found);
        return kinds;
    }

    @Override
    public Workload callers(Trial trial, Bench bench) {
        return new Workload(bench.clients(), way, Scenario.of(trial.scenario()), 0, seed);
    }

    @Override
    public boolean mayNeedAPerson() {
        return true;
    }

    @Override
    public void strike(Bench bench, Map<Trial, Workload> workloads, Finding finding) {
        workloads.values().forEach(Workload::begin);
        Workload drain = workloads.get(trial(Scenario.DRAIN));
        for (StepRun hand : hands) {
            bench.awaitReady();
            drain.addLetters(LETTERS_BEFORE_EACH);
            hand.deal(bench, finding);
        }
    }

    private Trial trial(Scenario scenario) {
        return new Trial(way.name(), scenario.word(), "each in turn", ANY, "by-hand", seed);
    }
}
