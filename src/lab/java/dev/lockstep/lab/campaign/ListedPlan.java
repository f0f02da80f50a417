package dev.lockstep.lab.campaign;

import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.words.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every run of a list once. */
record ListedPlan(List<Run> runs) implements Plan {
    @Override
    public Optional<Run> next(Set<Trial> done) {
        return toDo(done).findFirst();
    }

    @Override
    public Left left(Set<Trial> done) {
        return new Left(Optional.of(Math.toIntExact(toDo(done).count())), Optional.empty());
    }

    private Stream<Run> toDo(Set<Trial> done) {
        return runs.stream().filter(run -> !done.containsAll(run.trials()));
    }
}
