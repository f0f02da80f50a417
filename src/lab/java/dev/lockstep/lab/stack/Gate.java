package dev.lockstep.lab.stack;

/**
 * One direction of a network.
 *
 * <pre>
 * state      what comes                              left by
 * OPEN       goes through                            shut, drop
 * SHUT       waits until it is open again            open, drop
 * DROPPING   is lost, and whoever brought it goes on open, shut
 * </pre>
 */
final class Gate {
    private enum State {
        OPEN,
        SHUT,
        DROPPING
    }

    private State state = State.OPEN;

    void shut() {
        enter(State.SHUT);
    }

    void drop() {
        enter(State.DROPPING);
    }

    void open() {
        enter(State.OPEN);
    }

    private synchronized void enter(State next) {
        state = next;
        notifyAll();
    }

    /** Whether what comes now is lost. */
    synchronized boolean drops() {
        return state == State.DROPPING;
    }

    /**
     * Waits for as long as it is shut.
     *
     * @return whether it was
     */
    synchronized boolean pass() {
        boolean held = state == State.SHUT;
        while (state == State.SHUT) {
            await();
        }
        return held;
    }

    /** Waits for as long as it drops what comes. */
    synchronized void awaitCarrying() {
        while (state == State.DROPPING) {
            await();
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
