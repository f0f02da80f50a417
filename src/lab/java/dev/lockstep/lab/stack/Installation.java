package dev.lockstep.lab.stack;

/** What runs as one process of a stack, and what has to lie on disk for it. */
interface Installation {
    Seat seat();

    /** Lays out its files, before its first start. */
    void create();

    ServerProcess process();

    /** What only the running server can be told, once it is ready for the first time. */
    default void completeFirstStart() {}
}
