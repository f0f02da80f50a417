package dev.lockstep.strategy;

import dev.lockstep.push.PushEvent;

/** One way to keep a row and a message in step. */
public interface Strategy {
    /** As it stands in the URL. */
    String name();

    Promise promise();

    /** Saves the event and sends its message. */
    Publication publish(PushEvent event);

    /**
     * Takes messages from the dead-letter queue, saves each and removes it.
     *
     * @param max messages at most
     * @param batch messages in one transaction at most
     */
    Drained drain(int max, int batch);
}
