package dev.lockstep.transaction;

/** How a transaction ended, as far as the transaction manager can say. */
public sealed interface Outcome<T> {
    /** Settled on every side, or certain to be: the decision is in the transaction log. */
    record Committed<T>(T value) implements Outcome<T> {}

    /** Nothing was changed on any side. */
    record RolledBack<T>(Throwable cause) implements Outcome<T> {}

    /**
     * The transaction manager could not tell, or reports that the sides may differ: the data must
     * be asked.
     */
    record Unknown<T>(Throwable cause) implements Outcome<T> {}

    /**
     * The value of a committed transaction.
     *
     * @throws Exception the cause, if it is not known to have committed
     */
    default T valueOrThrow() throws Exception {
        if (this instanceof Committed<T> committed) {
            return committed.value();
        }
        Throwable cause =
                this instanceof RolledBack<T> rolledBack
                        ? rolledBack.cause()
                        : ((Unknown<T>) this).cause();
        throw cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }
}
