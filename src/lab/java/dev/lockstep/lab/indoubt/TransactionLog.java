package dev.lockstep.lab.indoubt;

import com.arjuna.ats.arjuna.AtomicAction;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.arjuna.exceptions.ObjectStoreException;
import com.arjuna.ats.arjuna.objectstore.StateStatus;
import com.arjuna.ats.arjuna.state.InputObjectState;
import com.arjuna.ats.internal.arjuna.common.UidHelper;
import com.arjuna.ats.internal.arjuna.objectstore.ShadowNoFileLockStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Narayana's log, read from its files with Narayana's own classes, while its server is down or up.
 * An entry is a decision to commit that is not yet carried out everywhere; what is not in the log
 * is to be rolled back (presumed abort).
 */
public final class TransactionLog {
    private static final String DECISIONS = new AtomicAction().type();

    private final Path directory;

    /**
     * @param directory the server's {@code tx-object-store}
     */
    public TransactionLog(Path directory) {
        this.directory = directory;
    }

    /** The transactions that are decided and not forgotten. */
    public Set<Uid> decided() {
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try {
            ObjectStoreEnvironmentBean settings = new ObjectStoreEnvironmentBean();
            settings.setObjectStoreDir(directory.toString());
            ShadowNoFileLockStore store = new ShadowNoFileLockStore(settings);
            InputObjectState entries = new InputObjectState();
            Set<Uid> decided = new LinkedHashSet<>();
            if (store.allObjUids(DECISIONS, entries, StateStatus.OS_COMMITTED)) {
                // The list ends with the null Uid.
                for (Uid uid = UidHelper.unpackFrom(entries);
                        !uid.equals(Uid.nullUid());
                        uid = UidHelper.unpackFrom(entries)) {
                    decided.add(uid);
                }
            }
            return decided;
        } catch (ObjectStoreException e) {
            throw new IllegalStateException("The transaction log cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
