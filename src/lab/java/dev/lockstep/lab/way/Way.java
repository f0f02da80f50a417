package dev.lockstep.lab.way;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the lab knows of one way to keep database and queue in step. Every class of this package
 * that implements it is found and asked; nothing else needs to be told of a new one.
 */
public interface Way {
    /** As the API names it. */
    String name();

    /**
     * Its place among the others, in campaigns and in what is shown; those without one come last.
     */
    default int place() {
        return Integer.MAX_VALUE;
    }

    /** What it keeps in step. */
    Set<Part> parts();

    /** Its steps in protocol order, those of the publish first. */
    List<Step> steps();

    /** Where a crash hurts most. */
    WorstStep worst(Scenario scenario);

    /**
     * What a fault may leave, wherever it comes: some of the callers stand at another step, and a
     * part that does not answer may or may not have done what it was asked.
     */
    Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault);

    /**
     * What a fault leaves at a step, for certain. What a kill of the server leaves there, the step
     * itself says.
     */
    default Set<Anomaly> certain(Step step, Victim victim, Fault fault) {
        return Set.of();
    }

    /**
     * Whether a campaign asks about a fault at a step. Unless told otherwise: those that can come
     * at any moment everywhere, all others where a crash hurts most; mistakes of operations, which
     * matter to nobody who has no coordinator, nowhere.
     */
    default boolean isAsked(Step step, Victim victim, Fault fault) {
        return fault.comesAtRandom()
                || (!fault.isMistake() && worst(step.scenario()).step().equals(step));
    }

    /**
     * Why a fault that is asked about cannot meet it, as the rest of a sentence that begins with
     * "not applicable"; empty if it can.
     */
    default Optional<String> exemption(Step step, Victim victim, Fault fault) {
        return fault.is(Nature.BRANCH)
                ? Optional.of("no branch is prepared under " + name())
                : Optional.empty();
    }

    /** Whether a soak is of this way, unless told otherwise. */
    default boolean isSoaked() {
        return false;
    }

    /** Its own tables, beside those that all ways share. */
    default List<String> tables() {
        return List.of();
    }

    /** Without which it is quiet. */
    default List<Unfinished> unfinished() {
        return List.of();
    }

    /** Whether a fault of the victim hits anything that it uses. */
    default boolean has(Victim victim) {
        return victim == Victim.SERVER || parts().stream().anyMatch(part -> part.isHitAs(victim));
    }

    /** Its steps in one scenario, in protocol order. */
    default List<Step> steps(Scenario scenario) {
        return steps().stream().filter(step -> step.scenario() == scenario).toList();
    }

    /** Whether it has its messages, and its dead letters, in Kafka. */
    default boolean isInKafka() {
        return parts().contains(Part.KAFKA);
    }
}
