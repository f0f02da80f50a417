package dev.lockstep.transaction.narayana;

import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * What recovery remembers: since what time of day it has seen each prepared branch. A branch
 * without a decision is rolled back once that is long enough ago, so after the clock was set back
 * it would be left alone for as long as the clock was set back.
 *
 * <p>The field is read by reflection, because nothing that Narayana offers forgets those times. Its
 * modules can be exchanged, but a new module would not know the resources that the server has
 * registered, and the old one would still be asked by every transaction that is recovered. The
 * interval itself can be changed, but for all branches alike: one that was just prepared would then
 * be old enough too.
 */
final class OrphansSeen {
    static final String FIELD = "_xidScans";

    private OrphansSeen() {}

    /**
     * Forgets them all, so that the next scan sees each branch for the first time. That rolls
     * nothing back and keeps nothing from being committed; it only makes a branch younger.
     *
     * @throws ReflectiveOperationException if this Narayana keeps them elsewhere; nothing was
     *     changed
     */
    static void forget() throws ReflectiveOperationException {
        for (Object module : RecoveryManager.manager().getModules()) {
            if (module instanceof XARecoveryModule ofResources) {
                forget(ofResources);
            }
        }
    }

    static void forget(XARecoveryModule module) throws ReflectiveOperationException {
        Field field = XARecoveryModule.class.getDeclaredField(FIELD);
        field.setAccessible(true);
        // Each pass of a scan holds this lock. Between the passes the map may be emptied: the
        // second looks up what it needs again.
        synchronized (module) {
            if (field.get(module) instanceof Map<?, ?> scans) {
                scans.clear();
            }
        }
    }
}
