package dev.lockstep.lab.campaign;

import dev.lockstep.lab.run.RandomRun;
import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Trial;
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
        List<Way> ways = Ways.all().stream().filter(this::isSoaked).toList();
        for (long seed = options.seed(); ; seed++) {
            for (Way way : ways) {
                Run run = new RandomRun(way, kinds, RandomRun.FAULTS, seed);
                if (!done.containsAll(run.trials())) {
                    return Optional.of(run);
                }
            }
        }
    }

    private boolean isSoaked(Way way) {
        return options.strategies().isEmpty() ? way.isSoaked() : options.includes(way);
    }

    @Override
    public Left left(Set<Trial> done) {
        return new Left(
                Optional.empty(),
                Optional.of(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
    }
}
