package dev.lockstep.lab.way;

/**
 * Work that a way has begun and will go on with by itself.
 *
 * @param query counts it in the database
 * @param what as a phrase that follows the count
 */
public record Unfinished(String query, String what) {}
