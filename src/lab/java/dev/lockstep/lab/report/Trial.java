package dev.lockstep.lab.report;

/**
 * What is done to whom, and when: the question that a run answers, and what tells one run of a
 * campaign from another when it is resumed.
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

    @Override
    public String toString() {
        return "%s %s, %s, %s of %s, seed %d"
                .formatted(strategy, scenario, step, fault, victim, seed);
    }
}
