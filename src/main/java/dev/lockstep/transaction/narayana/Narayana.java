package dev.lockstep.transaction.narayana;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.transaction.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.SystemException;
import java.util.Set;
import javax.transaction.xa.XAResource;

/** What the server's transaction manager says of itself, beyond Jakarta Transactions. */
@ApplicationScoped
public class Narayana {
    /** By which it knows its own branches again; part of every Xid. */
    public String nodeIdentifier() {
        return arjPropertyManager.getCoreEnvironmentBean().getNodeIdentifier();
    }

    /** The participants of the caller's transaction. */
    public Set<XAResource> participants() throws SystemException {
        Transaction current =
                (Transaction)
                        com.arjuna.ats.jta.TransactionManager.transactionManager().getTransaction();
        return current.getResources().keySet();
    }

    /**
     * Whether a participant cannot prepare. The transaction manager then commits it last, in one
     * phase, and a crash in between tears the transaction.
     */
    public boolean isOnePhase(XAResource participant) {
        Class<?> lastResource =
                jtaPropertyManager.getJTAEnvironmentBean().getLastResourceOptimisationInterface();
        return lastResource != null && lastResource.isInstance(participant);
    }
}
