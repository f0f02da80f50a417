package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.Aim;
import dev.lockstep.lab.run.RandomRun;
import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is planned for a campaign, by its options. */
final class Plans {
    private Plans() {}

    /** What the options ask of a stack that the lab has started. */
    static Plan of(Options options) {
        if (options.soak().isPresent()) {
            return new SoakPlan(options, options.soak().get(), options.kinds(Plans::isAnyFault));
        }
        if (options.byHand().isPresent()) {
            return new ListedPlan(HandsRuns.of(options, options.byHand().get()));
        }
        List<Run> runs = new ArrayList<>(StepRuns.of(options));
        if (options.steps().isEmpty()) {
            List<Kind> kills = options.kinds(kind -> kind.fault() == Fault.KILL);
            runs.addAll(randomRuns(options, kills));
        }
        return new ListedPlan(runs.stream().limit(options.most()).toList());
    }

    /** What the options ask of a system that somebody else has started. */
    static Plan ofRandomMoments(Options options, Target target) {
        List<Kind> kinds =
                options.kinds(
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

    private static List<Run> randomRuns(Options options, List<Kind> kinds) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return Ways.all().stream()
                .filter(options::includes)
                .<Run>map(way -> new RandomRun(way, kinds, RandomRun.FAULTS, options.seed()))
                .toList();
    }
}
