package dev.lockstep.memo;

import dev.lockstep.push.PushEventJson;
import dev.lockstep.settings.MemoSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The memos of this server. */
@ApplicationScoped
public class MemoStore {
    private static final Logger LOG = Logger.getLogger(MemoStore.class);

    private final MemoFiles files;
    private final MemoText text;
    private volatile Set<String> left = ConcurrentHashMap.newKeySet();

    @Inject
    public MemoStore(MemoSettings settings, PushEventJson json) {
        this(new MemoFiles(settings.directory()), new MemoText(json));
    }

    MemoStore(MemoFiles files, MemoText text) {
        this.files = files;
        this.text = text;
    }

    /** What an earlier server has left. */
    @PostConstruct
    void look() {
        try {
            files.deleteUnfinished();
            left = eventsOf(all());
        } catch (IOException e) {
            LOG.warnf("The memos cannot be read and are looked for again: %s", e);
        }
    }

    /** Why no memo can be written, in a sentence, if so. */
    Optional<String> problem() {
        try {
            files.tryOut();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "Memos cannot be written to %s (%s): set LOCKSTEP_MEMOS to a directory of this server's own that it may write."
                            .formatted(files, e));
        }
    }

    void write(Memo memo) throws IOException {
        files.write(memo.transaction(), text.write(memo));
    }

    /** One that cannot be deleted is judged by the next scan, and deleted then. */
    void delete(Memo memo) {
        left.removeAll(memo.events());
        try {
            files.delete(memo.transaction());
        } catch (IOException e) {
            LOG.debugf("The memo of %s is deleted later: %s", memo.transaction(), e.getMessage());
        }
    }

    /** Its transaction is over, and not everybody has said that it is done. */
    void leave(Memo memo) {
        left.addAll(memo.events());
    }

    /**
     * It is decided and not yet carried out, and its caller is about to be told that it is done.
     */
    void promise(Memo memo) {
        try {
            write(memo);
        } catch (IOException e) {
            // It stays as it was: if both sides lose it, that is taken for a rollback.
            LOG.warnf("The memo of %s cannot be written again: %s", memo.transaction(), e);
        }
    }

    /** Whether a transaction about the event was left, or may have been. */
    boolean isLeft(String event) {
        return left.contains(event);
    }

    /** Those that are left, of all that there are. */
    void left(List<Memo> memos) {
        left = eventsOf(memos);
    }

    private static Set<String> eventsOf(List<Memo> memos) {
        Set<String> events = ConcurrentHashMap.newKeySet();
        memos.forEach(memo -> events.addAll(memo.events()));
        return events;
    }

    boolean has(Memo memo) {
        return files.exists(memo.transaction());
    }

    /** All that are there, of transactions at work, too. One that is damaged is set aside. */
    List<Memo> all() throws IOException {
        List<Memo> memos = new ArrayList<>();
        for (String name : files.names()) {
            Optional<String> content = files.read(name);
            if (content.isPresent()) {
                try {
                    memos.add(text.read(content.get()));
                } catch (DamagedMemoException e) {
                    setAside(name, e);
                }
            }
        }
        return memos;
    }

    /** The cause is named by its kind alone: its message may quote what a person wrote. */
    private void setAside(String name, DamagedMemoException e) throws IOException {
        Path file = files.setAside(name);
        LOG.warnf(
                "The memo of transaction %s cannot be read (%s), and nobody can tell which events it was about. It is set aside as %s; if that transaction did not end by itself, compare both sides by hand.",
                name, e.getCause().getClass().getSimpleName(), file);
    }
}
