package dev.lockstep.lab.words;

import java.util.Collection;
import java.util.List;

/**
 * What is done to whom, and when: the question that a run answers, and what tells one run of a
 * campaign from another when it is resumed. In words, as results have it: they outlive the types.
 *
 * @param strategy as the API names it
 * @param scenario {@code publish} or {@code drain}
 * @param step where the protocol is when the fault comes, or words for a moment chosen at random
 * @param victim {@code server}, {@code database} or {@code broker}
 * @param fault {@code kill}, {@code pause}, {@code cut}, {@code cut-requests}, {@code cut-answers},
 *     {@code log-deleted}, {@code twin}, or {@code mixed}
 * @param seed of everything that is random in the run
 */
public record Trial(
        String strategy, String scenario, String step, String victim, String fault, long seed) {

    /** The step of one at random. */
    public static final String AT_RANDOM = "random moments";

    /** At a step, of one victim. */
    public static Trial of(
            String strategy,
            Scenario scenario,
            String step,
            Victim victim,
            Fault fault,
            long seed) {
        return new Trial(strategy, scenario.word(), step, victim.word(), fault.word(), seed);
    }

    /**
     * At moments chosen at random.
     *
     * @param faults of which kinds there may be
     */
    public static Trial atRandom(
            String strategy, Scenario scenario, Collection<Fault> faults, long seed) {
        List<String> kinds = faults.stream().map(Fault::word).distinct().toList();
        return new Trial(
                strategy,
                scenario.word(),
                AT_RANDOM,
                "any",
                kinds.size() == 1 ? kinds.get(0) : "mixed",
                seed);
    }

    @Override
    public String toString() {
        return "%s %s, %s, %s of %s, seed %d"
                .formatted(strategy, scenario, step, fault, victim, seed);
    }
}
