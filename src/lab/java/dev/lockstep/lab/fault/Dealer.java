package dev.lockstep.lab.fault;

import dev.lockstep.lab.words.Fault;
import java.util.Set;

/**
 * How faults of one kind are dealt and healed. Every class of this package that implements it is
 * found and asked; nothing else needs to be told of a new one.
 */
interface Dealer {
    /** Those that it deals; no other dealer does. */
    Set<Fault> faults();

    /** One of its faults, ready to be dealt. */
    Blow blow(Aim aim);
}
