package dev.lockstep.lab.run;

import static dev.lockstep.lab.run.Waits.READY_LIMIT;
import static dev.lockstep.lab.run.Waits.await;

import dev.lockstep.lab.client.Clients;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Aim;
import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.fault.Dealers;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run works with: a system, and the lab's clients of it. Only a stack that the lab has
 * started can be stopped at a step, cut off and put in order.
 */
public final class Bench implements AutoCloseable {
    private final Target target;
    private final Stack stack;
    private final Clients clients;

    private Bench(Target target, Stack stack) {
        this.target = target;
        this.stack = stack;
        this.clients = Clients.of(target);
    }

    /** Of a stack of the lab's own, which is ready. */
    public static Bench of(Stack stack) {
        return new Bench(stack, stack);
    }

    /** Of a system that somebody else has started. */
    public static Bench of(Target target) {
        return new Bench(target, null);
    }

    public Target target() {
        return target;
    }

    /** The stack that the lab has started; empty if somebody else has. */
    Optional<Stack> ownStack() {
        return Optional.ofNullable(stack);
    }

    /**
     * The stack that the lab has started.
     *
     * @throws IllegalStateException if somebody else has
     */
    Stack stack() {
        return ownStack()
                .orElseThrow(
                        () -> new IllegalStateException("The system was not started by the lab."));
    }

    Clients clients() {
        return clients;
    }

    Topics topics() {
        return clients.topics();
    }

    /** A fault that this system can be dealt. */
    Blow blow(Victim victim, Fault fault, Way way) {
        return Dealers.blow(new Aim(victim, fault, way, target, ownStack()));
    }

    void awaitReady() {
        await("the application is ready", READY_LIMIT).until(target::isReady);
    }

    /** The logs of the stack until now; of another system, its own people have them. */
    public Optional<Path> keepLogs(String name) {
        return ownStack().map(ours -> ours.layout().keepLogs(name));
    }

    @Override
    public void close() {
        clients.close();
    }
}
