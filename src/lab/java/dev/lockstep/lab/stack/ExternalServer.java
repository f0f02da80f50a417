package dev.lockstep.lab.stack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A server that somebody else has started and keeps alive, known by the process id that stands in
 * the system's file at each moment.
 */
final class ExternalServer implements Server {
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(30);

    /** By how much the clocks of a file and of a process may differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private final Seat seat;
    private final String name;
    private final String key;
    private final StackFile file;
    private final BooleanSupplier answers;
    private final Duration restartLimit;
    private volatile long killed;

    /**
     * @param answers asks the server itself whether it works
     * @param restartLimit what its keeper is given to start it again
     */
    ExternalServer(Seat seat, StackFile file, BooleanSupplier answers, Duration restartLimit) {
        this.seat = seat;
        this.name = seat.name();
        this.key = seat.pidKey();
        this.file = file;
        this.answers = answers;
        this.restartLimit = restartLimit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return seat.role();
    }

    /** Whether its process id stands in the file. */
    @Override
    public boolean isWithinReach() {
        return file.pid(key).isPresent();
    }

    @Override
    public boolean isRunning() {
        OptionalLong pid = file.pid(key);
        return pid.isPresent()
                && ProcessHandle.of(pid.getAsLong()).filter(ProcessHandle::isAlive).isPresent();
    }

    @Override
    public void kill() {
        ProcessHandle victim = process();
        killed = victim.pid();
        Signals.send("KILL", name, victim);
        try {
            await().atMost(DEATH_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> !victim.isAlive());
        } catch (ConditionTimeoutException e) {
            throw new StackProblem(name + " did not die of kill -9.", e);
        }
    }

    /**
     * Waits until a new process id stands in the file or, where nobody writes it there, until the
     * server answers again.
     *
     * @throws StackProblem if nobody has started it in time
     */
    @Override
    public void bringBack() {
        try {
            await().atMost(restartLimit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> hasNewProcess() || answers.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw new StackProblem(
                    "%s was killed, and nobody has started it again within %d s; the lab leaves that to whoever keeps it alive."
                            .formatted(name, restartLimit.toSeconds()),
                    e);
        }
    }

    @Override
    public void freeze() {
        Signals.sendToAll("STOP", name, process());
    }

    /** Who keeps it alive may have ended it meanwhile, because it did not answer. */
    @Override
    public void thaw() {
        if (isRunning()) {
            Signals.sendToAll("CONT", name, process());
        }
    }

    /**
     * Its process at this moment.
     *
     * @throws StackProblem if there is none that could be it
     */
    ProcessHandle process() {
        OptionalLong pid = file.pid(key);
        if (pid.isEmpty()) {
            throw new StackProblem(
                    "%s lacks %s: no fault can hit %s there.".formatted(file.path(), key, name));
        }
        ProcessHandle process =
                ProcessHandle.of(pid.getAsLong())
                        .filter(ProcessHandle::isAlive)
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "%s names process %d for %s (%s), which does not run."
                                                        .formatted(
                                                                file.path(),
                                                                pid.getAsLong(),
                                                                name,
                                                                key)));
        requireOlderThanFile(process);
        return process;
    }

    /** What came later than a file that names it only got the number of one that has ended. */
    private void requireOlderThanFile(ProcessHandle process) {
        Instant latest = file.writtenAt().plus(CLOCK_DIFFERENCE);
        if (process.info().startInstant().filter(latest::isBefore).isPresent()) {
            throw new StackProblem(
                    "%s names process %d for %s (%s), which was started after that was written: it is another one."
                            .formatted(file.path(), process.pid(), name, key));
        }
    }

    private boolean hasNewProcess() {
        return isRunning() && file.pid(key).orElse(killed) != killed;
    }
}
