package dev.lockstep.transaction.narayana;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.coordinator.AbstractRecord;
import com.arjuna.ats.arjuna.coordinator.RecordList;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StoreManager;

/**
 * A transaction as the log has it. Narayana keeps one of which a participant has ended its branch
 * by itself, for a person to see, and warns of it at every scan. It names no event, so that person
 * learns nothing from it.
 *
 * <p>Narayana can be told to keep none (CoordinatorEnvironmentBean.maintainHeuristics), and must
 * not be: the LRA coordinator in the same server keeps in that very list the compensations that it
 * has to ask for again.
 */
final class LoggedAction extends AtomicAction {
    LoggedAction(Uid transaction) {
        super(transaction);
    }

    /**
     * If nothing but such participants is left in it: tells each to forget, and then the log.
     *
     * @throws ObjectStoreException if the log cannot be written
     */
    void forgetAll() throws ObjectStoreException {
        if (!activate() || isEmpty(heuristicList) || hasMore()) {
            return;
        }
        boolean forgotten = true;
        for (AbstractRecord each = heuristicList.getFront();
                each != null;
                each = heuristicList.getFront()) {
            forgotten &= isGone(each) || each.forgetHeuristic();
        }
        if (forgotten) {
            StoreManager.getRecoveryStore().remove_committed(get_uid(), type());
        }
    }

    /** No resource has been found that knows its branch. */
    private static boolean isGone(AbstractRecord participant) {
        return participant.value() == null;
    }

    private boolean hasMore() {
        return !isEmpty(preparedList) || !isEmpty(pendingList) || !isEmpty(failedList);
    }

    private static boolean isEmpty(RecordList records) {
        return records == null || records.size() == 0;
    }
}
