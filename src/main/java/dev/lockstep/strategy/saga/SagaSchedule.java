package dev.lockstep.strategy.saga;

import dev.lockstep.part.StorageReady;
import dev.lockstep.part.lra.Coordinator;
import dev.lockstep.settings.SagaSettings;
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
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Cleans up behind the sagas, and says so when one of them does not come to its end. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SagaSchedule {
    private static final Logger LOG = Logger.getLogger(SagaSchedule.class);

    /** Far beyond the limit of a saga and the scans that follow it. */
    private static final long OVERDUE_SECONDS = 600;

    private @Inject Sagas sagas;
    private @Inject Coordinator coordinator;
    private @Inject Transactions transactions;
    private @Inject SagaSettings settings;

    @Resource private ManagedScheduledExecutorService scheduler;

    private Future<?> looks;
    private long overdue;
    private long leftOver;

    /** Begins to look. */
    public void begin(@Observes StorageReady ready) {
        looks = scheduler.scheduleWithFixedDelay(this::look, 60, 60, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    private void look() {
        try {
            clean();
            lookForOverdue();
            lookForLeftOver();
        } catch (Exception e) {
            // An exception that leaves a scheduled task ends its schedule.
            LOG.debugf("The sagas are looked after later: %s", e.getMessage());
        }
    }

    private void clean() throws Exception {
        int cleaned =
                transactions.run(() -> sagas.clean(settings.keep().toSeconds())).valueOrThrow();
        if (cleaned > 0) {
            LOG.debugf("%d sagas that are over are deleted", cleaned);
        }
    }

    private void lookForOverdue() throws Exception {
        long now = transactions.run(() -> sagas.countUndecided(OVERDUE_SECONDS)).valueOrThrow();
        if (now > overdue) {
            LOG.warnf(
                    "%d sagas are neither closed nor compensated after %d s: Kafka is away, or the coordinator of their server is, or its log is lost. Their rows stay visible until then.",
                    now, OVERDUE_SECONDS);
        }
        overdue = now;
    }

    private void lookForLeftOver() {
        long now = coordinator.leftOver(Instant.now().minusSeconds(OVERDUE_SECONDS));
        if (now > leftOver) {
            LOG.infof(
                    "The LRA coordinator still lists %d LRAs that were begun more than %d s ago. Those whose saga is decided hold nothing.",
                    now, OVERDUE_SECONDS);
        }
        leftOver = now;
    }
}
