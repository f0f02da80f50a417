package dev.lockstep.lab.stack;

/** Which way bytes travel between a client and the server that it has connected to. */
public enum Direction {
    /** From the client to the server: what it asks is not heard. */
    REQUESTS,
    /** From the server to the client: what was asked is done, and the client does not learn it. */
    ANSWERS,
    BOTH;

    boolean includes(Direction one) {
        return this == BOTH || this == one;
    }
}
