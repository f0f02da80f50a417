package dev.lockstep.lab.campaign;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.lab.campaign.RandomRun.Kind;
import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.CrashPoints;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Victim;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.Servers;
import dev.lockstep.lab.stack.StackProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            runs.addAll(randomRuns(options, kinds(options, kind -> kind.fault() == Fault.KILL)));
        }
        // Points under settings of their own need a restart of the server: together, at the end.
        runs.sort(Comparator.comparingInt(run -> run.settings().size()));
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

    private static boolean isWithinReach(Victim victim, Servers servers) {
        Stream<Role> roles =
                switch (victim) {
                    case SERVER -> Stream.of(Role.APPLICATION);
                    case DATABASE -> Stream.of(Role.DATABASE);
                    case BROKER -> Stream.of(Role.ARTEMIS, Role.KAFKA);
                };
        return roles.map(servers::first).allMatch(Server::isWithinReach);
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
        List<Run> runs = new ArrayList<>();
        if (!kinds.isEmpty()) {
            CrashPoints.strategies().stream()
                    .filter(options::includesStrategy)
                    .forEach(
                            strategy ->
                                    runs.add(
                                            new RandomRun(
                                                    strategy,
                                                    kinds,
                                                    RandomRun.FAULTS,
                                                    options.seed())));
        }
        return runs;
    }

    private static List<Run> stepRuns(Options options) {
        List<Run> runs = new ArrayList<>();
        long seed = options.seed();
        for (List<CrashPoint> points : pairs(options)) {
            for (Victim victim : Victim.values()) {
                for (Fault fault : Fault.values()) {
                    if (isAsked(points.get(0), victim, fault) && options.includes(victim, fault)) {
                        runs.add(new StepRun(points, victim, fault, seed));
                    }
                    seed++;
                }
            }
        }
        return runs;
    }

    /** Only two-phase commit has a log to lose and a node's name to share. */
    private static boolean isAsked(CrashPoint point, Victim victim, Fault fault) {
        // From the last vote on, until both have committed.
        Set<String> mistakesMatter =
                Set.of("prepared not decided", "decided not committed", "between commits");
        return Blow.isPossible(victim, fault)
                && (!fault.isMistake()
                        || point.strategy().equals("xa") && mistakesMatter.contains(point.name()));
    }

    /**
     * A point of each scenario at a time, so that one fault answers for both: the first with the
     * first, and so on, of each strategy; what one scenario has more is alone.
     */
    private static List<List<CrashPoint>> pairs(Options options) {
        Map<String, Map<Scenario, List<CrashPoint>>> points =
                CrashPoints.all().stream()
                        .filter(options::includes)
                        .collect(
                                groupingBy(
                                        point -> point.strategy() + point.environment(),
                                        LinkedHashMap::new,
                                        groupingBy(
                                                CrashPoint::scenario,
                                                LinkedHashMap::new,
                                                toList())));
        List<List<CrashPoint>> pairs = new ArrayList<>();
        for (Map<Scenario, List<CrashPoint>> ofStrategy : points.values()) {
            int most = ofStrategy.values().stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < most; i++) {
                int place = i;
                pairs.add(
                        ofStrategy.values().stream()
                                .filter(ofScenario -> place < ofScenario.size())
                                .map(ofScenario -> ofScenario.get(place))
                                .toList());
            }
        }
        return pairs;
    }
}
