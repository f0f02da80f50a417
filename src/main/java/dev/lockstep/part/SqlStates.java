package dev.lockstep.part;

import java.sql.SQLException;

/**
 * What PostgreSQL said, found in the causes of an exception.
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public final class SqlStates {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private SqlStates() {}

    /** The id is taken. */
    public static boolean isUniqueViolation(Throwable failure) {
        return has(failure, UNIQUE_VIOLATION);
    }

    /**
     * Another transaction, live or in doubt, holds the row's lock for longer than {@code
     * lock_timeout}.
     */
    public static boolean isLockTimeout(Throwable failure) {
        return has(failure, LOCK_NOT_AVAILABLE);
    }

    private static boolean has(Throwable failure, String state) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && state.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
