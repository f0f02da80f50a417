package dev.lockstep.torn;

/** What was under way when the event was torn. */
public enum Scenario {
    /** A row was to be stored and its message sent. */
    PUBLISH("publish"),
    /** A letter was to be taken from the dead-letter queue and its row stored. */
    DRAIN("drain");

    private final String word;

    Scenario(String word) {
        this.word = word;
    }

    /** As the log and the documents have it. */
    public String word() {
        return word;
    }
}
