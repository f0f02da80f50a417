package dev.lockstep.lab.way;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What theory says of a fault under each way. Killed at a step, the server leaves what the step
 * leaves, for certain. Beside that, while callers are at work, some of them may stand at another
 * step, and a part that does not answer may or may not have done what it was asked: two writes that
 * nobody coordinates then come to differ, whichever way the application guesses. What is certain
 * may be named by the system itself, where that is possible: then it is torn, and not silently so.
 */
public final class Theory {
    private Theory() {}

    /** Of a fault at a step: what is certain and, of what is possible, what was found. */
    public static Set<Anomaly> predicts(
            Way way, Step step, Victim victim, Fault fault, Collection<Anomaly> found) {
        Set<Anomaly> kinds = both(way.possible(step.scenario(), victim, fault), found);
        boolean named = kinds.contains(Anomaly.TORN);
        certain(way, step, victim, fault).stream()
                .filter(kind -> !named || found.contains(kind) || !kind.canBeNamed())
                .forEach(kinds::add);
        return kinds;
    }

    /** Of faults of every kind at random moments, of which nothing is certain. */
    public static Set<Anomaly> predictsAtRandom(
            Way way, Scenario scenario, Collection<Anomaly> found) {
        Set<Anomaly> possible = EnumSet.noneOf(Anomaly.class);
        for (Victim victim : Victim.values()) {
            Arrays.stream(Fault.values())
                    .filter(fault -> fault.comesAtRandom() && fault.hits(victim))
                    .forEach(fault -> possible.addAll(way.possible(scenario, victim, fault)));
        }
        return both(possible, found);
    }

    private static Set<Anomaly> certain(Way way, Step step, Victim victim, Fault fault) {
        Set<Anomaly> kinds = EnumSet.noneOf(Anomaly.class);
        kinds.addAll(way.certain(step, victim, fault));
        if (victim == Victim.SERVER && fault == Fault.KILL) {
            kinds.addAll(step.leaves());
        }
        if (step.scenario() == Scenario.DRAIN) {
            // The callers drain on: what is stored and still waiting comes again, and is known.
            kinds.remove(Anomaly.DUPLICATE);
        }
        return kinds;
    }

    private static Set<Anomaly> both(Set<Anomaly> possible, Collection<Anomaly> found) {
        Set<Anomaly> both = EnumSet.noneOf(Anomaly.class);
        both.addAll(possible);
        both.retainAll(found);
        return both;
    }
}
