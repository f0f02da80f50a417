package dev.lockstep.memo;

import dev.lockstep.part.StorageReady;
import dev.lockstep.settings.MemoSettings;
import dev.lockstep.torn.Half;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks after the memos that were left behind: by a server that was killed, or by a transaction of
 * which not every participant has said "done". Once such a transaction is over, both sides are
 * compared. If they agree the memo is deleted without a word.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class MemoScan {
    private static final Logger LOG = Logger.getLogger(MemoScan.class);

    private @Inject MemoStore store;
    private @Inject Branches branches;
    private @Inject Judge judge;
    private @Inject MemoSettings settings;

    @Resource private ManagedScheduledExecutorService scheduler;

    private final Sightings sightings = new Sightings();
    private Future<?> looks;

    /** Begins to look. */
    public void begin(@Observes StorageReady ready) {
        long interval = settings.interval().toMillis();
        looks =
                scheduler.scheduleWithFixedDelay(
                        this::look, interval, interval, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    private void look() {
        try {
            scan();
        } catch (Exception e) {
            // An exception that leaves a scheduled task ends its schedule.
            LOG.debugf("The memos are looked after later: %s", e);
        }
    }

    private void scan() throws Exception {
        List<Memo> all = store.all();
        all.forEach(branches::forgetHeuristics);
        // First the log, then the parts: what leaves the log has no branch left by then.
        Set<String> atWork = names(all.stream().filter(branches::isAtWork).toList());
        // What has ended meanwhile has deleted its memo.
        if (all.stream().anyMatch(memo -> isLeft(memo, atWork))) {
            atWork.addAll(branches.unsettled());
        }
        List<Memo> over = all.stream().filter(memo -> isLeft(memo, atWork)).toList();
        Set<String> busy =
                all.stream()
                        .filter(memo -> atWork.contains(memo.transaction()))
                        .flatMap(memo -> memo.events().stream())
                        .collect(Collectors.toSet());
        sightings.keepOnly(names(over));
        store.left(over);
        for (Memo memo : over) {
            // A repeat at work may be about to change what there is of an event.
            if (memo.events().stream().noneMatch(busy::contains)) {
                judge(memo);
            }
        }
    }

    private boolean isLeft(Memo memo, Set<String> atWork) {
        return !atWork.contains(memo.transaction()) && store.has(memo);
    }

    private void judge(Memo memo) throws Exception {
        Optional<Map<String, Half>> look = judge.look(memo);
        if (look.isEmpty()) {
            return;
        }
        Map<String, Half> halves = look.get();
        if (!Judge.isSeen(memo, halves)) {
            Duration clock = Duration.ofNanos(System.nanoTime());
            boolean sure = sightings.confirm(memo, halves, clock, Instant.now());
            // One that its own transaction has deleted meanwhile was about nothing that is left.
            if (!sure || !store.has(memo)) {
                return;
            }
            judge.keepTorn(memo, halves, cause(memo));
        }
        store.delete(memo);
    }

    private static String cause(Memo memo) {
        return "one side of transaction %s was ended by somebody other than the transaction manager, or its log was lost"
                .formatted(memo.transaction());
    }

    private static Set<String> names(List<Memo> memos) {
        return memos.stream().map(Memo::transaction).collect(Collectors.toSet());
    }
}
