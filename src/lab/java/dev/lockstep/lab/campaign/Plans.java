package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.Aim;
import dev.lockstep.lab.run.RandomRun;
import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
    static Plan ofRandomMoments(Options options, Target target) {
        List<Kind> kinds =
                kinds(
                        options,
                        kind -> kind.fault().is(Nature.PROCESS) && isWithinReach(kind, target));
        if (kinds.isEmpty()) {
            throw new StackProblem(
                    "No server can be hit: the file of lab.target names no process id of those asked for.");
        }
        return options.soak().isPresent()
                ? new SoakPlan(options, options.soak().get(), kinds)
                : new ListedPlan(randomRuns(options, kinds));
    }

    /** Under every way: all are asked the same. */
    private static boolean isWithinReach(Kind kind, Target target) {
        return Ways.all().stream()
                .map(way -> new Aim(kind.victim(), kind.fault(), way, target, Optional.empty()))
                .allMatch(Aim::isWithinReach);
    }

    private static boolean isAnyFault(Kind kind) {
        return kind.fault().hits(kind.victim()) && kind.fault().comesAtRandom();
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
        Seeds seeds = new Seeds(options.seed());
        return Ways.all().stream()
                .filter(options::includes)
                .flatMap(
                        way ->
                                kinds(options, kind -> kind.fault().hits(kind.victim())).stream()
                                        .filter(kind -> way.has(kind.victim()))
                                        .flatMap(kind -> stepRuns(way, kind, options, seeds)))
                .sorted(Comparator.comparingInt(Plans::placeOfWay).thenComparingLong(StepRun::seed))
                .<Run>map(run -> run)
                .toList();
    }

    private static int placeOfWay(StepRun run) {
        return Ways.names().indexOf(run.way().name());
    }

    /**
     * With a step of each scenario at a time, so that one fault answers for both: the first with
     * the first, and so on; what one scenario has more is alone.
     */
    private static Stream<StepRun> stepRuns(Way way, Kind kind, Options options, Seeds seeds) {
        Victim victim = kind.victim();
        Fault fault = kind.fault();
        List<List<Step>> scenarios =
                Stream.of(Scenario.values())
                        .map(way::steps)
                        .map(steps -> steps.stream().filter(options::includes))
                        .map(steps -> steps.filter(step -> way.isAsked(step, victim, fault)))
                        .map(Stream::toList)
                        .toList();
        int most = scenarios.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(
                        place ->
                                scenarios.stream()
                                        .filter(steps -> place < steps.size())
                                        .map(steps -> steps.get(place))
                                        .toList())
                .map(
                        steps -> {
                            Step first = steps.get(0);
                            int place = way.steps(first.scenario()).indexOf(first);
                            long seed = seeds.of(way, place, victim, fault);
                            return new StepRun(way, steps, victim, fault, seed);
                        });
    }
}
