package dev.lockstep.transaction;

import dev.lockstep.part.SqlStates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Runs work in a JTA transaction and says how it ended.
 *
 * <p>{@code @Transactional} would be shorter, and wrong here: when a transaction was marked for
 * rollback and the method returns normally, its interceptor rolls back without a word (Jakarta
 * Transactions 2.0, section 3.7), and a publish that timed out would be answered as stored. {@link
 * UserTransaction#commit()} throws.
 */
@ApplicationScoped
public class Transactions {
    private static final Logger LOG = Logger.getLogger(Transactions.class);
    private static final int ATTEMPTS_AGAINST_A_RACE = 3;

    private final UserTransaction transaction;

    @Inject
    public Transactions(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /** Begins, works, commits; rolls back if the work throws. */
    public <T> Outcome<T> run(Callable<T> work) {
        return run(work, value -> false);
    }

    /**
     * The same for work that may find that there is nothing to do, or that it has to be taken back.
     * Then the transaction is rolled back: a commit would be one of a single participant, in one
     * phase, and if that is not answered, its entry stays in the transaction log for ever, in doubt
     * over nothing.
     *
     * @param isTakenBack whether, by the work's value, the transaction is to be rolled back; the
     *     value is returned all the same
     */
    public <T> Outcome<T> run(Callable<T> work, Predicate<T> isTakenBack) {
        try {
            transaction.begin();
        } catch (NotSupportedException | SystemException e) {
            return new Outcome.RolledBack<>(e);
        }
        T value;
        try {
            value = work.call();
        } catch (Exception e) {
            rollback();
            return new Outcome.RolledBack<>(e);
        } catch (Error e) {
            rollback();
            throw e;
        }
        if (isTakenBack.test(value)) {
            rollback();
            return new Outcome.Committed<>(value);
        }
        return commit(value);
    }

    /**
     * As {@link #run}, and again if the work was beaten to an id: another transaction stored it
     * after the work had looked. The next look finds it.
     */
    public <T> Outcome<T> runAgainIfBeaten(Callable<T> work) {
        return runAgainIfBeaten(work, value -> false);
    }

    /** {@link #run(Callable, Predicate)}, and again if the work was beaten to an id. */
    public <T> Outcome<T> runAgainIfBeaten(Callable<T> work, Predicate<T> isTakenBack) {
        Outcome<T> outcome = run(work, isTakenBack);
        for (int attempt = 1; attempt < ATTEMPTS_AGAINST_A_RACE && beaten(outcome); attempt++) {
            outcome = run(work, isTakenBack);
        }
        return outcome;
    }

    private static boolean beaten(Outcome<?> outcome) {
        return outcome.fold(value -> false, SqlStates::isUniqueViolation, cause -> false);
    }

    private <T> Outcome<T> commit(T value) {
        try {
            transaction.commit();
            return new Outcome.Committed<>(value);
        } catch (RollbackException e) {
            return new Outcome.RolledBack<>(e);
        } catch (HeuristicRollbackException | HeuristicMixedException | SystemException e) {
            return new Outcome.Unknown<>(e);
        }
    }

    private void rollback() {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | IllegalStateException e) {
            // Presumed abort: no decision was written, so recovery rolls back whatever is left.
            LOG.warnf("Rollback is left to recovery: %s", e.getMessage());
        }
    }
}
