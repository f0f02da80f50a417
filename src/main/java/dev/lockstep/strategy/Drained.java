package dev.lockstep.strategy;

import dev.lockstep.part.Cause;
import java.util.function.Function;

/** How a drain went. */
public sealed interface Drained {
    /**
     * Messages taken from the dead-letter queue for good: saved, found saved already, or set aside
     * as invalid.
     */
    int settled();

    /** Transactions that committed with at least one message in them. */
    int transactions();

    /** One function for each case, so that whoever reads it reads all. */
    <R> R fold(
            Function<Complete, R> complete, Function<Stopped, R> stopped, Function<Torn, R> torn);

    /**
     * Nothing is left, or as much was taken as was asked for.
     *
     * @param remaining messages that were waiting in the dead-letter queue afterwards
     */
    record Complete(int settled, int transactions, int remaining) implements Drained {
        @Override
        public <R> R fold(
                Function<Complete, R> complete,
                Function<Stopped, R> stopped,
                Function<Torn, R> torn) {
            return complete.apply(this);
        }
    }

    /**
     * A transaction failed, and no other was tried; its messages are back in the queue, or will be.
     */
    record Stopped(int settled, int transactions, Cause cause) implements Drained {
        @Override
        public <R> R fold(
                Function<Complete, R> complete,
                Function<Stopped, R> stopped,
                Function<Torn, R> torn) {
            return stopped.apply(this);
        }
    }

    /**
     * A transaction was torn, and no other was tried.
     *
     * @param events of it that are kept as torn, until an operator has mended them
     */
    record Torn(int settled, int transactions, int events, Cause cause) implements Drained {
        @Override
        public <R> R fold(
                Function<Complete, R> complete,
                Function<Stopped, R> stopped,
                Function<Torn, R> torn) {
            return torn.apply(this);
        }
    }
}
