package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.run.RandomRun;
import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.stack.Servers;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What is planned for a campaign, by its options. */
final class Plans {
    private Plans() {}

    /** What the options ask of a stack that the lab has started. */
    static Plan of(Options options) {
        if (options.soak().isPresent()) {
            return new SoakPlan(options, options.soak().get(), kinds(options, Plans::isAnyFault));
        }
        List<Run> runs = new ArrayList<>(stepRuns(options));
        if (options.steps().isEmpty()) {
            List<Kind> kills = kinds(options, kind -> kind.fault() == Fault.KILL);
            runs.addAll(randomRuns(options, kills));
        }
        return new ListedPlan(runs.stream().limit(options.most()).toList());
    }

    /** What the options ask of a system that somebody else has started. */
    static Plan ofRandomMoments(Options options, Servers servers) {
        List<Kind> kinds =
                kinds(
                        options,
                        kind ->
                                Set.of(Fault.KILL, Fault.PAUSE).contains(kind.fault())
                                        && isWithinReach(kind.victim(), servers));
        if (kinds.isEmpty()) {
            throw new StackProblem(
                    "No server can be hit: the file of lab.target names no process id of those asked for.");
        }
        return options.soak().isPresent()
                ? new SoakPlan(options, options.soak().get(), kinds)
                : new ListedPlan(randomRuns(options, kinds));
    }

    /** Under every way: all are asked the same. */
    private static boolean isWithinReach(Victim victim, Servers servers) {
        return Ways.all().stream().allMatch(way -> Blow.isWithinReach(victim, way, servers));
    }

    private static boolean isAnyFault(Kind kind) {
        return Blow.isPossible(kind.victim(), kind.fault()) && !kind.fault().isMistake();
    }

    private static List<Kind> kinds(Options options, Predicate<Kind> wanted) {
        return Arrays.stream(Victim.values())
                .flatMap(
                        victim ->
                                Arrays.stream(Fault.values()).map(fault -> new Kind(victim, fault)))
                .filter(kind -> options.includes(kind.victim(), kind.fault()))
                .filter(wanted)
                .toList();
    }

    private static List<Run> randomRuns(Options options, List<Kind> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return Ways.all().stream()
                .filter(options::includes)
                .<Run>map(way -> new RandomRun(way, kinds, RandomRun.FAULTS, options.seed()))
                .toList();
    }

    private static List<Run> stepRuns(Options options) {
        List<Run> runs = new ArrayList<>();
        long seed = options.seed();
        for (Way way : Ways.all()) {
            for (List<Step> steps : pairs(way, options)) {
                for (Victim victim : Victim.values()) {
                    for (Fault fault : Fault.values()) {
                        if (isAsked(way, steps.get(0), victim, fault)
                                && options.includes(victim, fault)) {
                            runs.add(new StepRun(way, steps, victim, fault, seed));
                        }
                        seed++;
                    }
                }
            }
        }
        return runs;
    }

    private static boolean isAsked(Way way, Step step, Victim victim, Fault fault) {
        return way.has(victim)
                && Blow.isPossible(victim, fault)
                && (!fault.isMistake() || way.mistakesMatter(step));
    }

    /**
     * A step of each scenario at a time, so that one fault answers for both: the first with the
     * first, and so on; what one scenario has more is alone.
     */
    private static List<List<Step>> pairs(Way way, Options options) {
        List<List<Step>> scenarios =
                Stream.of(Scenario.values())
                        .map(way::steps)
                        .map(steps -> steps.stream().filter(options::includes).toList())
                        .toList();
        int most = scenarios.stream().mapToInt(List::size).max().orElse(0);
        List<List<Step>> pairs = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int place = i;
            pairs.add(
                    scenarios.stream()
                            .filter(steps -> place < steps.size())
                            .map(steps -> steps.get(place))
                            .toList());
        }
        return pairs;
    }
}
