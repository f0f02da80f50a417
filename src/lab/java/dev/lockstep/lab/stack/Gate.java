package dev.lockstep.lab.stack;

/** One direction of a network: lets threads through while it is open, and holds them while shut. */
final class Gate {
    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    /**
     * Waits for as long as it is shut.
     *
     * @return whether it was
     */
    synchronized boolean pass() {
        boolean held = shut;
        while (shut) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return held;
    }
}
