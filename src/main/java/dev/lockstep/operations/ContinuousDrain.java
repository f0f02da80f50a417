package dev.lockstep.operations;

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
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

    @Inject
    @ConfigProperty(name = "lockstep.drain.continuous")
    private boolean continuous;

    @Inject
    @ConfigProperty(name = "lockstep.drain.strategy")
    private String strategyName;

    @Inject
    @ConfigProperty(name = "lockstep.drain.interval")
    private long intervalMilliseconds;

    @Inject
    @ConfigProperty(name = "lockstep.drain.batch")
    private int batch;

    @Resource private ManagedScheduledExecutorService scheduler;

    private ScheduledFuture<?> looks;
    private volatile boolean stopped;

    @PostConstruct
    void begin() {
        if (!continuous) {
            return;
        }
        Strategy strategy =
                strategies
                        .named(strategyName)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "lockstep.drain.strategy names no strategy: "
                                                        + strategyName));
        if (batch < 1 || batch > 1000 || intervalMilliseconds < 1) {
            throw new IllegalStateException(
                    "lockstep.drain.batch must be from 1 to 1000 and lockstep.drain.interval at least 1, not %d and %d"
                            .formatted(batch, intervalMilliseconds));
        }
        looks =
                scheduler.scheduleWithFixedDelay(
                        () -> look(strategy),
                        intervalMilliseconds,
                        intervalMilliseconds,
                        TimeUnit.MILLISECONDS);
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
            note(strategy.drain(Integer.MAX_VALUE, batch));
        } catch (RuntimeException e) {
            // An exception that leaves a scheduled task ends its schedule.
            LOG.error("Draining failed and will be tried again; nothing was lost.", e);
        }
    }

    /** Says once that it stopped and once that it goes on, not at every look. */
    private void note(Drained drained) {
        boolean before = stopped;
        stopped = drained.fold(complete -> false, failure -> true);
        if (stopped != before) {
            LOG.log(
                    stopped ? Logger.Level.WARN : Logger.Level.INFO,
                    drained.fold(complete -> "Draining goes on.", this::stopped));
        }
    }

    private String stopped(Drained.Stopped drained) {
        return "Draining stopped after %d messages and is tried again every %d ms; the rest is still in the dead-letter queue: %s"
                .formatted(
                        drained.settled(),
                        intervalMilliseconds,
                        drained.cause().thrown().getMessage());
    }
}
