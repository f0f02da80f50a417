package dev.lockstep.lab.report;

/**
 * How the requests of a run were answered.
 *
 * @param requests all that were sent
 * @param acknowledged answered as done
 * @param failed answered as rolled back
 * @param unknown without an answer, or with one that does not know the outcome
 */
public record Answers(int requests, int acknowledged, int failed, int unknown) {}
