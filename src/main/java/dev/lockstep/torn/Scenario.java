package dev.lockstep.torn;

/** What was under way when the event was torn. */
public enum Scenario {
    /** A row was to be stored and its message sent. */
    PUBLISH,
    /** A letter was to be taken from the dead-letter queue and its row stored. */
    DRAIN
}
