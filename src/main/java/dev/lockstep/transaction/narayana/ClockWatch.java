package dev.lockstep.transaction.narayana;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sees when the clock of this server is set. Narayana measures by the time of day how long a
 * prepared branch has been seen and how long a transaction runs. Without this, after the clock was
 * set back by ten minutes a branch that nobody decided would keep its locks for ten minutes more,
 * and a transaction at work would be timed out that much later; after it was set forward, both
 * would come too early. So both are measured anew from the moment at which the clock is seen to
 * have been set.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class ClockWatch {
    private static final Logger LOG = Logger.getLogger(ClockWatch.class);
    private static final long INTERVAL_MILLIS = 1000;

    private final WallClock clock = new WallClock(System::currentTimeMillis, System::nanoTime);

    @Resource private ManagedScheduledExecutorService scheduler;

    private ScheduledFuture<?> looks;

    @PostConstruct
    void begin() {
        looks =
                scheduler.scheduleWithFixedDelay(
                        this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void end() {
        looks.cancel(false);
    }

    private void look() {
        try {
            clock.setBy().ifPresent(ClockWatch::measureAnew);
        } catch (RuntimeException e) {
            // An exception that leaves a scheduled task ends its schedule.
            LOG.error("What the clock was set by could not be made good; it is watched on.", e);
        }
    }

    private static void measureAnew(Duration by) {
        String set =
                "The clock of this server was set %s by %d s"
                        .formatted(
                                by.isNegative() ? "back" : "forward",
                                Math.round(by.abs().toMillis() / 1000.0));
        int running = TimeOuts.beginAnew();
        try {
            OrphansSeen.forget();
            LOG.warnf(
                    "%s: running transactions (%d) have their whole time-out again, and recovery counts anew for how long it has seen each prepared branch. This rolls nothing back.",
                    set, running);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.errorf(
                    "%s: this version of Narayana does not let that be made good (%s). If it was set back, a prepared branch that nobody decided keeps its locks for that long: restart the server, which rolls it back.",
                    set, e);
        }
    }
}
