package dev.lockstep.memo;

import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.narayana.Narayana;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The memo of one transaction, in the hands of whoever runs it: written as the last thing in the
 * transaction, closed when it has ended.
 */
public final class OpenMemo {
    private static final Logger LOG = Logger.getLogger(OpenMemo.class);

    private final Scenario scenario;
    private final String strategy;
    private final MemoStore store;
    private final Narayana narayana;
    private final Judge judge;
    private Memo written;

    OpenMemo(Scenario scenario, String strategy, MemoStore store, Narayana narayana, Judge judge) {
        this.scenario = scenario;
        this.strategy = strategy;
        this.store = store;
        this.narayana = narayana;
        this.judge = judge;
    }

    /**
     * Notes what the caller's transaction is about. A transaction without a memo could be torn
     * without a word: if it cannot be written, the transaction must not commit.
     *
     * @throws IOException if it cannot be written
     */
    public void write(List<Matter> matters) throws IOException, SystemException {
        if (matters.isEmpty()) {
            return;
        }
        written =
                new Memo(narayana.transaction(), scenario, strategy, Instant.now(), false, matters);
        store.write(written);
    }

    /**
     * Deletes it if the transaction committed and the log has forgotten it, which it does once
     * every participant has said "done". In any other case it stays for {@link MemoScan}: after a
     * rollback too, since the transaction manager also tells as a rollback what a participant has
     * ended by itself.
     *
     * @return what was given
     */
    public <T> Outcome<T> close(Outcome<T> outcome) {
        if (written != null) {
            boolean committed = outcome.fold(value -> true, cause -> false, cause -> false);
            if (!committed) {
                store.leave(written);
            } else if (isForgotten()) {
                store.delete(written);
            } else {
                written = written.asPromised();
                store.promise(written);
            }
        }
        return outcome;
    }

    private boolean isForgotten() {
        try {
            return !narayana.isAtWork(written.transaction());
        } catch (IllegalStateException e) {
            LOG.warnf("%s; the memo of %s stays", e.getMessage(), written.transaction());
            return false;
        }
    }

    /**
     * Compares both sides at once, after an outcome that is not known, and keeps what is torn.
     *
     * @param told by the transaction manager
     * @return nothing if it cannot be told yet; the memo then stays for {@link MemoScan}
     */
    public Optional<Judgement> judge(Throwable told) {
        return Optional.ofNullable(written)
                .flatMap(judge::atOnce)
                .flatMap(halves -> keepTorn(halves, told));
    }

    private Optional<Judgement> keepTorn(Map<String, Half> halves, Throwable told) {
        String cause =
                "one side ended transaction %s otherwise than the other, and the transaction manager said so at its commit (%s)"
                        .formatted(written.transaction(), told.getClass().getSimpleName());
        try {
            Judgement judgement = judge.keepTorn(written, halves, cause);
            store.delete(written);
            return Optional.of(judgement);
        } catch (RuntimeException e) {
            LOG.debugf("Transaction %s is judged later: %s", written.transaction(), e);
            return Optional.empty();
        }
    }
}
