package dev.lockstep.lab.client;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** Waits for what the Kafka client has asked; the client bounds the wait itself. */
final class Reply {
    private Reply() {}

    /**
     * @throws KafkaException with the broker's own as its cause
     */
    static <T> T of(Future<T> question) {
        try {
            return question.get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
