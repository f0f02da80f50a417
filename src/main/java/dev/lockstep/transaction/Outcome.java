package dev.lockstep.transaction;

import java.util.concurrent.Callable;
import java.util.function.Function;

/** How a transaction ended, as far as the transaction manager can say. */
public sealed interface Outcome<T> {
    /**
     * One function for each case, so that whoever reads an outcome reads all of them.
     *
     * @param committed gets the value
     * @param rolledBack gets the cause
     * @param unknown gets the cause
     */
    <R> R fold(
            Function<? super T, ? extends R> committed,
            Function<Throwable, ? extends R> rolledBack,
            Function<Throwable, ? extends R> unknown);

    /** Settled on every side, or certain to be: the decision is in the transaction log. */
    record Committed<T>(T value) implements Outcome<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> committed,
                Function<Throwable, ? extends R> rolledBack,
                Function<Throwable, ? extends R> unknown) {
            return committed.apply(value);
        }
    }

    /** Nothing was changed on any side. */
    record RolledBack<T>(Throwable cause) implements Outcome<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> committed,
                Function<Throwable, ? extends R> rolledBack,
                Function<Throwable, ? extends R> unknown) {
            return rolledBack.apply(cause);
        }
    }

    /**
     * The transaction manager could not tell, or reports that the sides may differ: the data must
     * be asked.
     */
    record Unknown<T>(Throwable cause) implements Outcome<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> committed,
                Function<Throwable, ? extends R> rolledBack,
                Function<Throwable, ? extends R> unknown) {
            return unknown.apply(cause);
        }
    }

    /**
     * The value of a committed transaction.
     *
     * @throws Exception the cause, if it is not known to have committed
     */
    default T valueOrThrow() throws Exception {
        return this.<Callable<T>>fold(value -> () -> value, Outcome::failing, Outcome::failing)
                .call();
    }

    private static <T> Callable<T> failing(Throwable cause) {
        return () -> {
            throw cause instanceof Exception exception
                    ? exception
                    : new IllegalStateException(cause);
        };
    }
}
