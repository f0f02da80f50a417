package dev.lockstep.lab.indoubt;

import java.util.Set;

/**
 * The prepared branches of one participant, and what a person can do about each at its console,
 * whatever the coordinator has decided.
 */
public interface Branches {
    /** By the participant's own names. */
    Set<String> prepared();

    /** Whether it was there to be committed. */
    boolean commit(String branch);

    /** Whether it was there to be rolled back. */
    boolean rollBack(String branch);
}
