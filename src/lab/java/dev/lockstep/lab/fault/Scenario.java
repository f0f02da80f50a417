package dev.lockstep.lab.fault;

/** The two scenarios that every strategy serves. */
public enum Scenario {
    PUBLISH,
    DRAIN
}
