package dev.lockstep.lab.stack;

/** Why the stack cannot run, as one sentence for the person who started it. */
public final class StackProblem extends RuntimeException {
    public StackProblem(String message) {
        super(message);
    }

    public StackProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
