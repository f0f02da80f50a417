package dev.lockstep.lab.stack;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One server as a process of its own, kept alive as an orchestrator would: when it dies it is
 * started again after a short delay, unless it is being {@linkplain #stop() stopped} or {@linkplain
 * #kill() held down}.
 */
public final class ServerProcess implements Server {
    /** Between a death and the new start. */
    public static final Duration RESTART_DELAY = Duration.ofSeconds(1);

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Seat seat;
    private final Supplier<ProcessBuilder> command;
    private final Path log;
    private final BooleanSupplier ready;
    private final String stopSignal;
    private final Consumer<String> news;
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "supervisor");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile Runnable pidChanged = () -> {};
    private volatile Life life;
    private volatile boolean keepAlive;

    /**
     * @param command builds the command line anew at each start
     * @param logs the directory of its log
     * @param ready asks the server itself whether it works
     * @param stopSignal the signal that ends it in order, as {@code kill} names it
     * @param news told of each death and restart, one line each
     */
    ServerProcess(
            Seat seat,
            Supplier<ProcessBuilder> command,
            Path logs,
            BooleanSupplier ready,
            String stopSignal,
            Consumer<String> news) {
        this.seat = seat;
        this.command = command;
        this.log = logs.resolve(seat.word() + ".log");
        this.ready = ready;
        this.stopSignal = stopSignal;
        this.news = news;
    }

    @Override
    public String name() {
        return seat.name();
    }

    @Override
    public Role role() {
        return seat.role();
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return life.pid();
    }

    @Override
    public boolean isWithinReach() {
        return true;
    }

    @Override
    public boolean isRunning() {
        Life current = life;
        return current != null && current.goesOn();
    }

    void onPidChange(Runnable listener) {
        pidChanged = listener;
    }

    /**
     * Launches the process without waiting for it.
     *
     * @throws StackProblem once it was stopped: a test that still runs while the stack is being
     *     closed must not leave a server behind
     */
    public synchronized void launch() {
        if (supervisor.isShutdown()) {
            throw new StackProblem(name() + " has been stopped for good.");
        }
        keepAlive = true;
        spawn();
    }

    /**
     * Waits until the server says that it works.
     *
     * @throws StackProblem with the end of its log if it does not in time, or died
     */
    public void awaitReady() {
        try {
            Awaitility.await()
                    .atMost(START_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> ready.getAsBoolean() || (!isRunning() && !keepAlive));
        } catch (ConditionTimeoutException e) {
            throw new StackProblem(
                    "%s was not ready within %d s; the end of %s:%n%s"
                            .formatted(name(), START_LIMIT.toSeconds(), log, endOfLog()),
                    e);
        }
        if (!isRunning()) {
            throw new StackProblem(
                    "%s ended while it started; the end of %s:%n%s"
                            .formatted(name(), log, endOfLog()));
        }
    }

    /** kill -9, and keeps it down until {@link #launch()}. */
    @Override
    public void kill() {
        keepAlive = false;
        life.kill();
    }

    @Override
    public void bringBack() {
        launch();
    }

    /** kill -9; the supervisor starts it again after {@link #RESTART_DELAY}. */
    public void killAndLetRestart() {
        life.kill();
    }

    /** Ends it in order, by force if it does not end in time. */
    public void stop() {
        Life current = endSupervision();
        if (current != null) {
            current.stop(stopSignal);
        }
    }

    // Synchronized with launch(), which either comes before it, and is seen, or is refused.
    private synchronized Life endSupervision() {
        keepAlive = false;
        supervisor.shutdownNow();
        return life;
    }

    /** Sends a signal as {@code kill} names it: STOP, CONT, KILL, ... */
    public void signal(String signal) {
        life.signal(signal);
    }

    @Override
    public void freeze() {
        life.freeze();
    }

    @Override
    public void thaw() {
        life.thaw();
    }

    private void spawn() {
        Life started = Life.begin(name(), command.get(), log);
        life = started;
        started.onEnd(() -> died(started));
        pidChanged.run();
    }

    // Synchronized with launch(), which may come between a death and this news of it.
    private synchronized void died(Life ended) {
        if (!keepAlive || ended != life) {
            return;
        }
        news.accept(
                "%s (pid %d) died; starting it again in %d ms"
                        .formatted(name(), ended.pid(), RESTART_DELAY.toMillis()));
        supervisor.schedule(() -> restart(ended), RESTART_DELAY.toMillis(), MILLISECONDS);
    }

    private synchronized void restart(Life ended) {
        if (keepAlive && ended == life) {
            spawn();
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
