package dev.lockstep.postgres;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Corrects the driver in two points. It says XAER_RMFAIL where the driver says XAER_RMERR of a
 * prepared branch. COMMIT PREPARED and ROLLBACK PREPARED either succeed or leave the branch
 * prepared, whatever the error. So the transaction manager may always try again: recovery first
 * asks PostgreSQL which branches it still has, and counts one that is gone as done.
 *
 * <p>And it leaves the connection usable after a PREPARE that PostgreSQL refused.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-commit-prepared.html">COMMIT PREPARED</a>
 */
record RetryingXAResource(XAResource driver) implements XAResource {
    /**
     * A refused PREPARE has rolled the branch back, and the answer says so (XA_RB*): the
     * transaction manager will not name the branch again. The driver still holds it for the
     * connection's own and would refuse the next one there ("interleaving not supported"), so it is
     * told.
     */
    @Override
    public int prepare(Xid xid) throws XAException {
        try {
            return driver.prepare(xid);
        } catch (XAException e) {
            if (e.errorCode >= XAException.XA_RBBASE && e.errorCode <= XAException.XA_RBEND) {
                forgetRolledBack(xid, e);
            }
            throw e;
        }
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
        try {
            driver.commit(xid, onePhase);
        } catch (XAException e) {
            // In one phase nothing was prepared, and the driver's own answer stands.
            throw onePhase ? e : stillPrepared(e);
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            driver.rollback(xid);
        } catch (XAException e) {
            throw stillPrepared(e);
        }
    }

    private static XAException stillPrepared(XAException e) {
        if (e.errorCode != XAException.XAER_RMERR) {
            return e;
        }
        XAException retry = new XAException(XAException.XAER_RMFAIL);
        retry.initCause(e);
        return retry;
    }

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
    public Xid[] recover(int flag) throws XAException {
        return driver.recover(flag);
    }

    @Override
    public void forget(Xid xid) throws XAException {
        driver.forget(xid);
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
