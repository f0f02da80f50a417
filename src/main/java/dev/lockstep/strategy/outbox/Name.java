package dev.lockstep.strategy.outbox;

/** As it stands in the URL, and in the rows that this strategy saves. */
final class Name {
    static final String OUTBOX = "outbox";

    private Name() {}
}
