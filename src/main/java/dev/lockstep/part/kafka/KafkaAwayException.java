package dev.lockstep.part.kafka;

/** Kafka does not answer, or refuses what every strategy needs of it. */
public class KafkaAwayException extends RuntimeException {
    public KafkaAwayException(Throwable cause) {
        super("Kafka does not answer: " + cause.getMessage(), cause);
    }
}
