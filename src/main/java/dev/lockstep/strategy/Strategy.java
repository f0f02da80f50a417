package dev.lockstep.strategy;

import dev.lockstep.push.PushEvent;

/**
 * One way to keep a row and a message in step: a name, a promise and what it does. Each way makes
 * its own by a producer in its package. A variant of a way is a strategy with a name of its own.
 */
public final class Strategy {
    private final String name;
    private final Promise promise;
    private final Publish publish;
    private final Drain drain;

    public Strategy(String name, Promise promise, Publish publish, Drain drain) {
        this.name = name;
        this.promise = promise;
        this.publish = publish;
        this.drain = drain;
    }

    /**
     * Scenario 1. It returns once the outcome can be answered. If callers are ever to choose when
     * they are answered, their choice becomes a second parameter here: it is the one door through
     * which every publish goes.
     */
    @FunctionalInterface
    public interface Publish {
        Publication publish(PushEvent event);
    }

    /** Scenario 2. */
    @FunctionalInterface
    public interface Drain {
        Drained drain(int max, int batch);
    }

    /** As it stands in the URL. */
    public String name() {
        return name;
    }

    public Promise promise() {
        return promise;
    }

    /** Saves the event and sends its message. */
    public Publication publish(PushEvent event) {
        return publish.publish(event);
    }

    /**
     * Takes messages from the dead-letter queue, saves each and removes it.
     *
     * @param max messages at most
     * @param batch messages in one transaction at most
     */
    public Drained drain(int max, int batch) {
        return drain.drain(max, batch);
    }
}
