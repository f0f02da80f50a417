package dev.lockstep.transaction.narayana;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.coordinator.ActionManager;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StateStatus;
import com.arjuna.ats.arjuna.objectstore.StoreManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.transaction.Transaction;
import com.arjuna.ats.jta.xa.XATxConverter;
import com.arjuna.ats.jta.xa.XidImple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.SystemException;
import java.util.Optional;
import java.util.Set;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** What the server's transaction manager says of itself, beyond Jakarta Transactions. */
@ApplicationScoped
public class Narayana {
    private static final String DECISIONS = new AtomicAction().type();

    /** By which it knows its own branches again; part of every Xid. */
    public String nodeIdentifier() {
        return arjPropertyManager.getCoreEnvironmentBean().getNodeIdentifier();
    }

    /** Of the caller's global transaction, as a word that may name a file. */
    public String transaction() throws SystemException {
        return current().get_uid().fileStringForm();
    }

    /** To which of its transactions a branch belongs; of somebody else's it is none. */
    public Optional<String> transactionOf(Xid branch) {
        return branch.getFormatId() == XATxConverter.FORMAT_ID
                ? Optional.of(new XidImple(branch).getTransactionUid().fileStringForm())
                : Optional.empty();
    }

    /**
     * Whether a transaction is under way in this server, or has an entry in the log: decided, and
     * not yet carried out everywhere.
     *
     * @param transaction as {@link #transaction()} names it
     * @throws IllegalStateException if the log cannot be read
     */
    public boolean isAtWork(String transaction) {
        Uid uid = new Uid(transaction);
        return ActionManager.manager().get(uid) != null || isInLog(uid);
    }

    /**
     * Lets the log forget a transaction that is over but for participants that have ended their
     * branch by themselves. Whoever asks for it knows what the transaction was about.
     *
     * @param transaction as {@link #transaction()} names it
     * @throws IllegalStateException if the log cannot be read or written
     */
    public void forgetHeuristics(String transaction) {
        Uid uid = new Uid(transaction);
        if (ActionManager.manager().get(uid) != null || !isInLog(uid)) {
            return;
        }
        try {
            new LoggedAction(uid).forgetAll();
        } catch (ObjectStoreException e) {
            throw new IllegalStateException("The transaction log cannot be written", e);
        }
    }

    private static boolean isInLog(Uid transaction) {
        try {
            return StoreManager.getRecoveryStore().currentState(transaction, DECISIONS)
                    != StateStatus.OS_UNKNOWN;
        } catch (ObjectStoreException e) {
            throw new IllegalStateException("The transaction log cannot be read", e);
        }
    }

    /** The participants of the caller's transaction. */
    public Set<XAResource> participants() throws SystemException {
        return current().getResources().keySet();
    }

    private static Transaction current() throws SystemException {
        return (Transaction)
                com.arjuna.ats.jta.TransactionManager.transactionManager().getTransaction();
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
