package dev.lockstep.strategy.xa;

/** As it stands in the URL, and in the rows that this strategy saves. */
final class Name {
    static final String XA = "xa";

    private Name() {}
}
