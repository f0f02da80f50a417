package dev.lockstep.lab.stack;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One life of a server, from a start to a death: what can be done to a process while it is one. */
record Life(String name, Process process) {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /**
     * Starts the process, without waiting for it.
     *
     * @param name of the server, as people call it
     * @param log where its output is added
     */
    static Life begin(String name, ProcessBuilder builder, Path log) {
        // A session of its own: a Ctrl-C in the terminal reaches the stack, which then stops its
        // servers in their order.
        builder.command().add(0, "setsid");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            return new Life(name, started);
        } catch (IOException e) {
            throw new StackProblem("%s cannot be run: %s".formatted(name, e.getMessage()), e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean goesOn() {
        return process.isAlive();
    }

    /** What is to be done at its death, by whatever. */
    void onEnd(Runnable listener) {
        process.onExit().thenRun(listener);
    }

    void signal(String signal) {
        Signals.send(signal, name, process.toHandle());
    }

    void freeze() {
        Signals.sendToAll("STOP", name, process.toHandle());
    }

    void thaw() {
        Signals.sendToAll("CONT", name, process.toHandle());
    }

    /** kill -9; returns once it is dead. */
    void kill() {
        process.destroyForcibly();
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new StackProblem(name + " did not die of kill -9.", e);
        }
    }

    /** Ends it in order, by force if it does not end in time. */
    void stop(String stopSignal) {
        if (!goesOn()) {
            return;
        }
        signal(stopSignal);
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
