package dev.lockstep.lab.campaign;

import dev.lockstep.lab.campaign.RandomRun.Kind;
import dev.lockstep.lab.fault.CrashPoints;
import dev.lockstep.lab.report.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rounds of faults at random moments, each with the next seed, until the time is over. */
final class SoakPlan implements Plan {
    private final Options options;
    private final long end;
    private final List<Kind> kinds;

    SoakPlan(Options options, Duration length, List<Kind> kinds) {
        this.options = options;
        this.end = System.nanoTime() + length.toNanos();
        this.kinds = kinds;
    }

    @Override
    public Optional<Run> next(Set<Trial> done) {
        if (System.nanoTime() - end >= 0) {
            return Optional.empty();
        }
        List<String> strategies =
                CrashPoints.strategies().stream()
                        .filter(
                                strategy ->
                                        options.strategies().isEmpty()
                                                ? strategy.equals("xa")
                                                : options.includesStrategy(strategy))
                        .toList();
        for (long seed = options.seed(); ; seed++) {
            for (String strategy : strategies) {
                Run run = new RandomRun(strategy, kinds, RandomRun.FAULTS, seed);
                if (!done.containsAll(run.trials())) {
                    return Optional.of(run);
                }
            }
        }
    }

    @Override
    public Left left(Set<Trial> done) {
        return new Left(
                Optional.empty(),
                Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
