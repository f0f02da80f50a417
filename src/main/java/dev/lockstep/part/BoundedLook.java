package dev.lockstep.part;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Looks whether another process answers, and waits for that a short while only. The server asks
 * health checks on the two threads that serve its whole management interface: a check that hung
 * there with a frozen database would make liveness hang too, and the server would be killed for it.
 */
public final class BoundedLook {
    private static final long PATIENCE = MILLISECONDS.toNanos(1000);

    private final String name;
    private final Callable<HealthCheckResponse> look;
    private Future<HealthCheckResponse> underWay;
    private long begun;

    /**
     * @param name of the check
     */
    public BoundedLook(String name, Callable<HealthCheckResponse> look) {
        this.name = name;
        this.look = look;
    }

    /** One look at a time: beside one that hangs, another would only hang too. */
    public synchronized HealthCheckResponse take(ExecutorService executor) {
        if (underWay == null || underWay.isDone()) {
            underWay = executor.submit(look);
            begun = System.nanoTime();
        }
        try {
            return underWay.get(PATIENCE - (System.nanoTime() - begun), NANOSECONDS);
        } catch (TimeoutException e) {
            long waited = NANOSECONDS.toMillis(System.nanoTime() - begun);
            return down("it has not answered for %d ms".formatted(waited));
        } catch (ExecutionException e) {
            return down(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return down("the server is stopping");
        }
    }

    private HealthCheckResponse down(String problem) {
        return HealthCheckResponse.named(name).down().withData("problem", problem).build();
    }
}
