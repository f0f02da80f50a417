package dev.lockstep.transaction;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** A third party of a global transaction: it notes what it is asked, and votes as it is told. */
class Witness implements XAResource {
    private final List<String> asked = new ArrayList<>();
    private final boolean consents;

    Witness(boolean consents) {
        this.consents = consents;
    }

    /** What the coordinator asked, in its order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        asked.add("prepare");
        if (!consents) {
            throw new XAException(XAException.XA_RBROLLBACK);
        }
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) {
        asked.add(onePhase ? "commit in one phase" : "commit");
    }

    @Override
    public void rollback(Xid xid) {
        asked.add("rollback");
    }

    @Override
    public void start(Xid xid, int flags) {}

    @Override
    public void end(Xid xid, int flags) {}

    @Override
    public void forget(Xid xid) {}

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
