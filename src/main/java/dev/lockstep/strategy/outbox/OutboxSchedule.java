package dev.lockstep.strategy.outbox;

import dev.lockstep.part.StorageReady;
import dev.lockstep.settings.OutboxSettings;
import dev.lockstep.transaction.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs the relay all the time, less often while it fails, and cleans up behind it. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxSchedule {
    private static final Logger LOG = Logger.getLogger(OutboxSchedule.class);
    private static final long FIRST_PAUSE_MILLISECONDS = 500;
    private static final long LONGEST_PAUSE_MILLISECONDS = 8_000;

    private @Inject OutboxRelay relay;
    private @Inject Outbox outbox;
    private @Inject Transactions transactions;
    private @Inject OutboxSettings settings;

    @Resource private ManagedScheduledExecutorService scheduler;

    private final List<Future<?>> tasks = new ArrayList<>();
    private volatile boolean ending;
    private long pauseMilliseconds;
    private long pausedUntil;

    /** Begins to relay. */
    public void begin(@Observes StorageReady ready) {
        tasks.add(
                scheduler.scheduleWithFixedDelay(
                        this::relay, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS));
        tasks.add(scheduler.scheduleWithFixedDelay(this::clean, 1, 60, TimeUnit.SECONDS));
    }

    /** What is being sent may end; what is not marked by then is sent again after the restart. */
    @PreDestroy
    void end() {
        ending = true;
        tasks.forEach(task -> task.cancel(false));
    }

    private void relay() {
        if (ending || (pauseMilliseconds > 0 && System.nanoTime() - pausedUntil < 0)) {
            return;
        }
        try {
            relay.relay();
            goesOn();
        } catch (Exception e) {
            // An exception that leaves a scheduled task ends its schedule.
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (ending) {
            return;
        }
        if (pauseMilliseconds == 0) {
            LOG.warnf(
                    "The outbox is not sent for now; its messages wait, and sending is tried again until it works: %s",
                    e.getMessage());
        }
        pauseMilliseconds =
                Math.min(
                        LONGEST_PAUSE_MILLISECONDS,
                        Math.max(FIRST_PAUSE_MILLISECONDS, pauseMilliseconds * 2));
        pausedUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMilliseconds);
        relay.replaceProducer();
    }

    private void goesOn() {
        if (pauseMilliseconds > 0) {
            LOG.info("The outbox is sent again.");
            pauseMilliseconds = 0;
        }
    }

    private void clean() {
        int cleaned = 0;
        try {
            cleaned =
                    transactions
                            .run(() -> outbox.clean(settings.keep().toSeconds()))
                            .valueOrThrow();
        } catch (Exception e) {
            LOG.debugf("The outbox is cleaned up later: %s", e.getMessage());
        }
        if (cleaned > 0) {
            LOG.debugf("%d sent entries of the outbox are deleted", cleaned);
        }
    }
}
