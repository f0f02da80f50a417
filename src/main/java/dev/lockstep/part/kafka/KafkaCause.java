package dev.lockstep.part.kafka;

import dev.lockstep.part.Cause;
import dev.lockstep.part.Part;
import org.apache.kafka.common.KafkaException;

/** Reads what Kafka's clients have thrown, where the database takes part as well. */
public final class KafkaCause {
    private KafkaCause() {}

    public static Cause of(Throwable thrown) {
        Cause cause = Cause.of(thrown);
        return cause.part().isEmpty() && isOfKafka(thrown)
                ? Cause.failed(Part.KAFKA, thrown)
                : cause;
    }

    private static boolean isOfKafka(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof KafkaException || each instanceof KafkaAwayException) {
                return true;
            }
        }
        return false;
    }
}
