package dev.lockstep.operations;

import dev.lockstep.settings.DrainSettings;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Drains the dead-letter queue all the time, where the settings say so. It takes batches, as the
 * call does: a message-driven bean would need a global transaction for every message.
 */
@Singleton
@jakarta.ejb.Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ContinuousDrain {
    private static final Logger LOG = Logger.getLogger(ContinuousDrain.class);

    private @Inject Strategies strategies;
    private @Inject Proof proof;
    private @Inject DrainSettings settings;

    @Resource private ManagedScheduledExecutorService scheduler;

    private ScheduledFuture<?> looks;
    private volatile boolean stopped;

    @PostConstruct
    void begin() {
        Strategy strategy =
                settings.strategyAmong(
                        strategies::named, strategies.all().stream().map(Strategy::name).toList());
        if (!settings.continuous()) {
            return;
        }
        long interval = settings.interval().toMillis();
        looks =
                scheduler.scheduleWithFixedDelay(
                        () -> look(strategy), interval, interval, TimeUnit.MILLISECONDS);
    }

    /**
     * A batch that is under way settles: the server ends its transaction before it takes the
     * resources away.
     */
    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(false);
        }
    }

    private void look(Strategy strategy) {
        if (!proof.isComplete()) {
            return;
        }
        try {
            note(strategy.drain(Integer.MAX_VALUE, settings.batch()));
        } catch (RuntimeException e) {
            // An exception that leaves a scheduled task ends its schedule.
            LOG.error("Draining failed and will be tried again; nothing was lost.", e);
        }
    }

    /** Says once that it stopped and once that it goes on, not at every look. */
    private void note(Drained drained) {
        boolean before = stopped;
        stopped = drained.fold(complete -> false, failure -> true, torn -> true);
        if (stopped != before) {
            LOG.log(
                    stopped ? Logger.Level.WARN : Logger.Level.INFO,
                    drained.fold(complete -> "Draining goes on.", this::stopped, this::torn));
        }
    }

    private String torn(Drained.Torn drained) {
        return "Draining stopped after %d messages, tore %d more, which an operator has to mend (GET /api/torn-events), and is tried again every %d ms: %s"
                .formatted(
                        drained.settled(),
                        drained.events(),
                        settings.interval().toMillis(),
                        drained.cause().thrown().getMessage());
    }

    private String stopped(Drained.Stopped drained) {
        return "Draining stopped after %d messages and is tried again every %d ms; the rest is still in the dead-letter queue: %s"
                .formatted(
                        drained.settled(),
                        settings.interval().toMillis(),
                        drained.cause().thrown().getMessage());
    }
}
