package dev.lockstep.part;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Why something failed, as far as its exception tells.
 *
 * @param part the part that failed, if the exception names one
 * @param thrown for the log
 */
public record Cause(Kind kind, Optional<Part> part, Throwable thrown) {

    /** What may be answered depends on this alone. */
    public enum Kind {
        /** Another transaction has stored the id after we looked. */
        ID_STORED,
        /**
         * Another transaction holds the id, for longer than {@code lock_timeout}: an earlier
         * attempt that is still under way or in doubt.
         */
        LOCK_WAIT,
        /** A part refused or is away: its exceptions do not tell the one from the other. */
        PART_FAILED,
        /** The transaction manager undid it at its commit: it took too long, for example. */
        UNDONE_AT_COMMIT,
        /** Nothing that was foreseen. */
        UNEXPECTED
    }

    /** Reads what PostgreSQL, Jakarta Messaging or the transaction manager has thrown. */
    public static Cause of(Throwable thrown) {
        if (SqlStates.isUniqueViolation(thrown)) {
            return new Cause(Kind.ID_STORED, Optional.of(Part.DATABASE), thrown);
        }
        if (SqlStates.isLockTimeout(thrown)) {
            return new Cause(Kind.LOCK_WAIT, Optional.of(Part.DATABASE), thrown);
        }
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException) {
                return failed(Part.DATABASE, thrown);
            }
            if (each instanceof JMSException || each instanceof JMSRuntimeException) {
                return failed(Part.ARTEMIS, thrown);
            }
        }
        Kind kind = thrown instanceof RollbackException ? Kind.UNDONE_AT_COMMIT : Kind.UNEXPECTED;
        return new Cause(kind, Optional.empty(), thrown);
    }

    /** For who knows whose exception it is. */
    public static Cause failed(Part part, Throwable thrown) {
        return new Cause(Kind.PART_FAILED, Optional.of(part), thrown);
    }

    /**
     * Whether the commit itself failed. Then the database may have committed all the same, and only
     * its answer may be lost.
     */
    public boolean isOfCommit() {
        return thrown instanceof RollbackException;
    }

    @Override
    public String toString() {
        return kind + part.map(failed -> " of " + failed).orElse("") + ": " + thrown;
    }
}
