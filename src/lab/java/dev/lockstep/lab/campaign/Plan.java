package dev.lockstep.lab.campaign;

import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.words.Trial;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which runs a campaign consists of. */
interface Plan {
    /** The next run that has trials not done yet; empty at the end. */
    Optional<Run> next(Set<Trial> done);

    Left left(Set<Trial> done);

    /** What is left: exactly one of both is known. */
    record Left(Optional<Integer> runs, Optional<Duration> time) {}
}
