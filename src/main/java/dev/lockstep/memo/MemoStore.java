package dev.lockstep.memo;

import dev.lockstep.push.PushEventJson;
import dev.lockstep.settings.MemoSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The memos of this server. */
@ApplicationScoped
public class MemoStore {
    private static final Logger LOG = Logger.getLogger(MemoStore.class);

    private final MemoFiles files;
    private final MemoText text;

    @Inject
    public MemoStore(MemoSettings settings, PushEventJson json) {
        this(new MemoFiles(settings.directory()), new MemoText(json));
    }

    MemoStore(MemoFiles files, MemoText text) {
        this.files = files;
        this.text = text;
    }

    void write(Memo memo) throws IOException {
        files.write(memo.transaction(), text.write(memo));
    }

    /** One that cannot be deleted is judged by the next scan, and deleted then. */
    void delete(Memo memo) {
        try {
            files.delete(memo.transaction());
        } catch (IOException e) {
            LOG.debugf("The memo of %s is deleted later: %s", memo.transaction(), e.getMessage());
        }
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
