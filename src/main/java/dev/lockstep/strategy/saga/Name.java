package dev.lockstep.strategy.saga;

/** As it stands in the URL, and in the rows that this strategy saves. */
final class Name {
    static final String SAGA = "saga";

    private Name() {}
}
