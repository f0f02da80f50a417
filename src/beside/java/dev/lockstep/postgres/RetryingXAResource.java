package dev.lockstep.postgres;

import java.sql.SQLException;
import java.sql.SQLWarning;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * The driver's resource with the answers of {@link Answer}. Beyond the driver's own it
 *
 * <ul>
 *   <li>tells no branch done before it is as durable as PostgreSQL is configured;
 *   <li>knows how a branch ended that somebody settled by hand, where this connection prepared it;
 *   <li>refuses a branch in which a statement has failed, whatever the work thought of it;
 *   <li>leaves the connection usable after a PREPARE that PostgreSQL refused.
 * </ul>
 */
final class RetryingXAResource implements XAResource {
    private static final String FAILED = "A statement of this branch has failed before";

    private final XAResource driver;
    private final Session session;
    private Xid preparedXid;
    private String preparedNumber;

    RetryingXAResource(XAResource driver, Session session) {
        this.driver = driver;
        this.session = session;
    }

    /**
     * A refused PREPARE has rolled the branch back, and the answer says so (XA_RB*): the
     * transaction manager will not name the branch again. The driver still holds it for the
     * connection's own and would refuse the next one there ("interleaving not supported"), so it is
     * told.
     *
     * <p>A PREPARE that was not waited for to its end is told as failed (XAER_RMFAIL): the
     * transaction manager rolls the branch back.
     */
    @Override
    public int prepare(Xid xid) throws XAException {
        refuseIfFailed(xid);
        preparedXid = xid;
        preparedNumber = numberIfKnown();
        forgetWarnings();
        int vote;
        try {
            vote = driver.prepare(xid);
        } catch (XAException e) {
            XAException told = correct(Verb.PREPARE, e);
            if (told.errorCode >= XAException.XA_RBBASE && told.errorCode <= XAException.XA_RBEND) {
                forgetRolledBack(xid, told);
            }
            throw told;
        }
        requireNoWarning(Verb.PREPARE);
        return vote;
    }

    private void refuseIfFailed(Xid xid) throws XAException {
        XAException refusal;
        try {
            if (!session.hasFailed()) {
                return;
            }
            refusal = Answer.REFUSED.because(new SQLException(FAILED, "25P02"));
        } catch (SQLException e) {
            throw Answer.LATER.because(e);
        }
        forgetRolledBack(xid, refusal);
        throw refusal;
    }

    private void forgetRolledBack(Xid xid, XAException refusal) {
        try {
            driver.rollback(xid);
        } catch (XAException e) {
            // The pool drops a connection that stays unusable; the caller needs the first answer.
            refusal.addSuppressed(e);
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        Verb verb = onePhase ? Verb.COMMIT_IN_ONE_PHASE : Verb.COMMIT_PREPARED;
        if (onePhase) {
            refuseIfFailed(xid);
        }
        forgetWarnings();
        try {
            driver.commit(xid, onePhase);
        } catch (XAException e) {
            settle(verb, xid, e);
            return;
        }
        requireNoWarning(verb);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            driver.rollback(xid);
        } catch (XAException e) {
            settle(Verb.ROLLBACK, xid, e);
        }
    }

    /** Returns if the branch has ended as it was asked to; throws whatever else is to be told. */
    private void settle(Verb verb, Xid xid, XAException e) throws XAException {
        XAException told = correct(verb, e);
        if (told.errorCode != XAException.XAER_NOTA || verb == Verb.COMMIT_IN_ONE_PHASE) {
            throw told;
        }
        Answer answer;
        try {
            answer = Answer.settledByHand(verb, fate(xid));
            if (verb == Verb.COMMIT_PREPARED) {
                session.awaitDurable();
            }
        } catch (SQLException unknown) {
            throw Answer.LATER.because(unknown);
        }
        if (answer != Answer.DONE) {
            throw answer.because(e);
        }
    }

    private Answer.Fate fate(Xid xid) throws SQLException {
        boolean known = xid.equals(preparedXid) && preparedNumber != null;
        return known ? session.fate(preparedNumber) : Answer.Fate.UNKNOWN;
    }

    /**
     * Without a SQLSTATE it is the driver that refuses, about the state of this connection. A
     * prepared branch is not touched by that.
     */
    private static XAException correct(Verb verb, XAException e) {
        if (e.getCause() instanceof SQLException sql && sql.getSQLState() != null) {
            return Answer.to(verb, sql.getSQLState()).because(e);
        }
        boolean prepared = verb == Verb.COMMIT_PREPARED || verb == Verb.ROLLBACK;
        boolean takenForRolledBack =
                e.errorCode == XAException.XAER_RMERR || e.errorCode == XAException.XAER_PROTO;
        return prepared && takenForRolledBack ? Answer.LATER.because(e) : e;
    }

    /** A session that cannot be asked is left to the driver's next call, which says why. */
    private String numberIfKnown() {
        try {
            return session.transactionNumber();
        } catch (SQLException e) {
            return null;
        }
    }

    private void forgetWarnings() throws XAException {
        try {
            session.forgetWarnings();
        } catch (SQLException e) {
            throw Answer.LATER.because(e);
        }
    }

    private void requireNoWarning(Verb verb) throws XAException {
        try {
            SQLWarning warning = session.warning();
            if (warning != null) {
                throw Answer.to(verb, warning.getSQLState()).because(warning);
            }
        } catch (SQLException e) {
            throw Answer.LATER.because(e);
        }
    }

    /**
     * The branches that are still prepared. Narayana counts a branch that is missing here as done
     * and does not ask for it by name; so the list is only given once whatever is missing is gone
     * for good.
     */
    @Override
    public Xid[] recover(int flag) throws XAException {
        Xid[] prepared = driver.recover(flag);
        if ((flag & TMSTARTRSCAN) != 0) {
            try {
                session.awaitDurable();
            } catch (SQLException e) {
                throw Answer.LATER.because(e);
            }
        }
        return prepared;
    }

    /** PostgreSQL keeps nothing of a branch that somebody settled by hand. */
    @Override
    public void forget(Xid xid) {}

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return driver.isSameRM(
                other instanceof RetryingXAResource retrying ? retrying.driver : other);
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        driver.start(xid, flags);
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        driver.end(xid, flags);
    }

    @Override
    public int getTransactionTimeout() throws XAException {
        return driver.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        return driver.setTransactionTimeout(seconds);
    }
}
