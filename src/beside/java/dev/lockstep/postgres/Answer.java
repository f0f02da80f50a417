package dev.lockstep.postgres;

import javax.transaction.xa.XAException;

/**
 * What the transaction manager is told of a branch. The table, from the verb and PostgreSQL's
 * SQLSTATE:
 *
 * <pre>
 * verb                  SQLSTATE                     answer
 * prepare, one phase    23xxx                        REFUSED_BY_CONSTRAINT  it is rolled back
 *                       40xxx (not 40003), 25P02     REFUSED                it is rolled back
 *                       any other, and 01xxx         LATER                  not known
 * commit (prepared)     42704                        NOT_THERE              somebody has settled it
 *                       any other, and 01xxx         LATER                  not known, or still prepared
 * rollback              42704                        NOT_THERE              somebody has settled it
 *                       01xxx                        DONE
 *                       any other                    LATER                  not known, or still prepared
 * </pre>
 *
 * <p>A warning (class 01) is how PostgreSQL tells that a wait for the synchronous standby was cut
 * short, by {@code statement_timeout} or by a person: "committed locally, but might not have been
 * replicated". Told done, the transaction log would forget a branch that is prepared again after a
 * failover. A rollback may be told done: recovery rolls back whatever the log does not know.
 *
 * <p>COMMIT PREPARED and ROLLBACK PREPARED succeed or leave the branch prepared, whatever the
 * error. So LATER is right wherever nothing better is known. XAER_RMERR and XAER_PROTO are no
 * answers for a prepared branch: Narayana takes both for "rolled back".
 *
 * @see <a href="https://www.postgresql.org/docs/17/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
enum Answer {
    DONE(0),
    NOT_THERE(XAException.XAER_NOTA),
    REFUSED(XAException.XA_RBROLLBACK),
    REFUSED_BY_CONSTRAINT(XAException.XA_RBINTEGRITY),
    LATER(XAException.XAER_RMFAIL),
    /** Asked to commit, and somebody has rolled it back. */
    ROLLED_BACK_BY_HAND(XAException.XA_HEURRB),
    /** Asked to roll back, and somebody has committed it. */
    COMMITTED_BY_HAND(XAException.XA_HEURCOM);

    private static final String WARNING = "01";
    private static final String CONSTRAINT = "23";
    private static final String ROLLBACK = "40";
    private static final String COMPLETION_UNKNOWN = "40003";
    private static final String FAILED_TRANSACTION = "25P02";
    private static final String UNDEFINED_OBJECT = "42704";

    private final int code;

    Answer(int code) {
        this.code = code;
    }

    /**
     * The table's answer.
     *
     * @param sqlState of the error, or of the warning that came with success
     */
    static Answer to(Verb verb, String sqlState) {
        return switch (verb) {
            case PREPARE, COMMIT_IN_ONE_PHASE -> toUnprepared(sqlState);
            case COMMIT_PREPARED -> isUndefined(sqlState) ? NOT_THERE : LATER;
            case ROLLBACK -> toRollback(sqlState);
        };
    }

    private static Answer toUnprepared(String sqlState) {
        if (sqlState.startsWith(CONSTRAINT)) {
            return REFUSED_BY_CONSTRAINT;
        }
        boolean refused = sqlState.startsWith(ROLLBACK) && !sqlState.equals(COMPLETION_UNKNOWN);
        return refused || sqlState.equals(FAILED_TRANSACTION) ? REFUSED : LATER;
    }

    private static Answer toRollback(String sqlState) {
        if (isUndefined(sqlState)) {
            return NOT_THERE;
        }
        return sqlState.startsWith(WARNING) ? DONE : LATER;
    }

    private static boolean isUndefined(String sqlState) {
        return sqlState.equals(UNDEFINED_OBJECT);
    }

    /** The answer to whoever asks for a branch that somebody else has settled. */
    static Answer settledByHand(Verb verb, Fate fate) {
        boolean commit = verb == Verb.COMMIT_PREPARED;
        return switch (fate) {
            case COMMITTED -> commit ? DONE : COMMITTED_BY_HAND;
            case ROLLED_BACK -> commit ? ROLLED_BACK_BY_HAND : DONE;
            case UNKNOWN -> NOT_THERE;
        };
    }

    /** How a transaction that is no longer prepared ended, as PostgreSQL remembers it. */
    enum Fate {
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN
    }

    /** As the transaction manager expects to be told; not for {@link #DONE}. */
    XAException because(Exception cause) {
        XAException told = new XAException(code);
        told.initCause(cause);
        return told;
    }
}
