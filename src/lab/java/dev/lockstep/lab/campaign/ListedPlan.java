package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every run of a list once. */
record ListedPlan(List<Run> runs) implements Plan {
    @Override
    public Optional<Run> next(Set<Trial> done) {
        return runs.stream().filter(run -> !done.containsAll(run.trials())).findFirst();
    }

    @Override
    public Left left(Set<Trial> done) {
        long count = runs.stream().filter(run -> !done.containsAll(run.trials())).count();
        return new Left(Optional.of(Math.toIntExact(count)), Optional.empty());
    }
}
