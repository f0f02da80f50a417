package dev.lockstep.lab.way;

/**
 * Where a crash hurts a way most: after the first side has committed or, where that is harmless, as
 * late as anything can still go wrong.
 *
 * @param where in the words of the protocol: what is done | what is still to do
 */
public record WorstStep(Step step, String where) {}
