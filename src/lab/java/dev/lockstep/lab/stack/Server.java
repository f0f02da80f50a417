package dev.lockstep.lab.stack;

/** A server that a fault can hit, whoever keeps it alive. */
public interface Server {
    /** As people call it. */
    String name();

    Role role();

    /**
     * Whether it can be hit at all: it is a process on this machine, and its id is known. If not,
     * it can only be looked at.
     */
    boolean isWithinReach();

    boolean isRunning();

    /** kill -9; returns once it is dead. */
    void kill();

    /**
     * Sees to it that it runs again after {@link #kill()}, without waiting until it works: starts
     * it, or waits until whoever keeps it alive has done so.
     */
    void bringBack();

    /**
     * Stops it where it stands, with every process of its own: its connections stay open, and
     * nothing answers on them.
     */
    void freeze();

    /** Lets it go on after {@link #freeze()}. */
    void thaw();
}
