package dev.lockstep.transaction.narayana;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.coordinator.ActionManager;
import com.arjuna.ats.arjuna.coordinator.Reapable;
import com.arjuna.ats.arjuna.coordinator.TransactionReaper;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionImple;

/**
 * The time-outs of running transactions. Each ends at a time of day that was fixed when the
 * transaction began; after the clock was set, that is too late or too early by as much.
 */
final class TimeOuts {
    private TimeOuts() {}

    /**
     * Lets each begin anew, at its full length.
     *
     * @return how many
     */
    static int beginAnew() {
        int begun = 0;
        for (Uid transaction : TransactionImple.getTransactions().keySet()) {
            if (ActionManager.manager().get(transaction) instanceof Reapable running
                    && beginAnew(transaction, running)) {
                begun++;
            }
        }
        return begun;
    }

    private static boolean beginAnew(Uid transaction, Reapable running) {
        TransactionReaper reaper = TransactionReaper.transactionReaper();
        int seconds = reaper.getTimeout(running);
        reaper.remove(running);
        if (seconds == 0 || reaper.getTimeout(running) != 0) {
            // It has none, or it is being timed out at this moment.
            return false;
        }
        reaper.insert(running, seconds);
        if (ActionManager.manager().get(transaction) == null) {
            // It ended meanwhile, and may have looked for its time-out when it was not there.
            reaper.remove(running);
            return false;
        }
        return true;
    }
}
