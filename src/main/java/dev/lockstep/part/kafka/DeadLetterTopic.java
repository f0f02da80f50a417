package dev.lockstep.part.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Opens the topic of dead letters for a drain. All drains are one consumer group: a letter that one
 * of them has settled is gone for the others.
 */
@ApplicationScoped
public class DeadLetterTopic {
    private static final String GROUP = "lockstep-drain";

    private final KafkaClients clients;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    @Inject
    public DeadLetterTopic(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Waits for another drain of this server to end: the group knows this server as one member.
     *
     * @param batch how many letters will be asked for at once, at most
     */
    public DeadLetters open(int batch) {
        oneAtATime.lock();
        try {
            return new DeadLetters(
                    clients.consumer(GROUP, batch), Topics.DEAD_LETTERS, oneAtATime::unlock);
        } catch (RuntimeException e) {
            oneAtATime.unlock();
            throw e;
        }
    }
}
