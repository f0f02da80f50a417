package dev.lockstep.strategy.dualwrite;

/** As they stand in the URL, and in the rows that these strategies save. */
final class Names {
    static final String DB_FIRST = "dual-write-db-first";
    static final String QUEUE_FIRST = "dual-write-queue-first";

    private Names() {}
}
