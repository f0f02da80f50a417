package dev.lockstep.lab.campaign;

import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.stream.Stream;

/**
 * The seed of each run at a step. It depends on nothing that is chosen, and a fault that the lab
 * has learned since changes no other's: so a campaign of before is not run again.
 */
final class Seeds {
    /** The faults that were counted together at first; of each later one the seeds are apart. */
    private static final int FIRST_FAULTS = 7;

    private static final int BETWEEN_LATER_FAULTS = 1_000;

    private final long first;

    /**
     * @param first of the campaign; the others count up from it
     */
    Seeds(long first) {
        this.first = first;
    }

    /**
     * @param place of the step among those of its scenario, from 0
     */
    long of(Way way, int place, Victim victim, Fault fault) {
        int victims = Victim.values().length;
        int run = (placesBefore(way) + place) * victims + victim.ordinal();
        int later = fault.ordinal() - FIRST_FAULTS + 1;
        return later <= 0
                ? first + (long) run * FIRST_FAULTS + fault.ordinal()
                : first + (long) later * BETWEEN_LATER_FAULTS + run;
    }

    private static int placesBefore(Way way) {
        return Ways.all().stream()
                .takeWhile(other -> !other.name().equals(way.name()))
                .mapToInt(Seeds::places)
                .sum();
    }

    private static int places(Way way) {
        return Stream.of(Scenario.values())
                .mapToInt(scenario -> way.steps(scenario).size())
                .max()
                .orElse(0);
    }
}
