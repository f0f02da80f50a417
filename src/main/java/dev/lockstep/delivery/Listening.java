package dev.lockstep.delivery;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A thread that listens until it is ended. What fails is tried again, after a pause that grows from
 * a quarter of a second to four seconds; that it failed is said once, and that it goes on.
 *
 * <p>Each attempt has a context of its own. The server remembers the connections that a context has
 * open and has them join its next transaction, also those that have died meanwhile: in one context
 * for ever, one dead connection would be met for ever (docs/findings.md).
 *
 * <p>It ends with the bean that it is injected into.
 */
@Dependent
class Listening {
    private static final Logger LOG = Logger.getLogger(Listening.class);
    private static final long LONGEST_PAUSE_MILLISECONDS = 4_000;

    @Resource private ManagedThreadFactory threads;
    @Resource private ContextService contexts;

    private final CountDownLatch ended = new CountDownLatch(1);
    private String what;
    private Callable<Void> attempt;
    private Thread thread;
    private long pauseMilliseconds;

    /** Listens until it fails or {@link #isEnded()}. */
    @FunctionalInterface
    interface Attempt {
        void listen() throws Exception;
    }

    /**
     * @param what as the log is to name it
     */
    void begin(String what, Attempt attempt) {
        this.what = what;
        this.attempt =
                contexts.contextualCallable(
                        () -> {
                            attempt.listen();
                            return null;
                        });
        thread = threads.newThread(this::run);
        thread.start();
    }

    /** Waits for what is being delivered, at most 10 s. */
    @PreDestroy
    void end() {
        ended.countDown();
        try {
            if (thread != null) {
                thread.join(Duration.ofSeconds(10).toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    /** To be told by the attempt whenever something has succeeded. */
    void goesOn() {
        if (pauseMilliseconds > 0) {
            LOG.infof("%s goes on.", what);
            pauseMilliseconds = 0;
        }
    }

    private void run() {
        try {
            while (!isEnded()) {
                listenUntilItFails();
                ended.await(pauseMilliseconds, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listenUntilItFails() {
        try {
            attempt.call();
        } catch (InvocationTargetException e) {
            // So the server's proxy of a context hands on what the attempt has thrown.
            failed(e.getCause());
        } catch (Exception e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        if (!isEnded() && pauseMilliseconds == 0) {
            LOG.warnf("%s stopped and is tried again until it works; nothing is lost: %s", what, e);
        }
        pauseMilliseconds = Math.min(LONGEST_PAUSE_MILLISECONDS, pauseMilliseconds * 2 + 250);
    }
}
