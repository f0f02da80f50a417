package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.SqlStates;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.DeadLetterTopic;
import dev.lockstep.part.kafka.DeadLetters;
import dev.lockstep.part.kafka.KafkaCause;
import dev.lockstep.part.kafka.LetterSorter;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.kafkatx.KafkaTransactions.Ending;
import dev.lockstep.strategy.kafkatx.KafkaTransactions.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Drain by two synchronised transactions. The steps of one batch, in order: take the messages, save
 * the rows, remove the messages (their offsets join Kafka's transaction, beside those set aside),
 * then at commit: await acknowledgements, commit database, commit Kafka. In {@link
 * Order#KAFKA_FIRST} the last two change places.
 *
 * <p>Killed between the two commits, database first leaves rows whose messages come again, and are
 * known by their ids; Kafka first leaves neither message nor row: lost.
 */
@ApplicationScoped
public class KafkaTxDrain {
    private static final Logger LOG = Logger.getLogger(KafkaTxDrain.class);
    private static final int ATTEMPTS_AGAINST_A_RACE = 3;

    private final KafkaTransactions kafkaTransactions;
    private final PushStore store;
    private final DeadLetterTopic deadLetters;
    private final LetterSorter sorter;

    @Inject
    public KafkaTxDrain(
            KafkaTransactions kafkaTransactions,
            @LocalTransaction PushStore store,
            DeadLetterTopic deadLetters,
            LetterSorter sorter) {
        this.kafkaTransactions = kafkaTransactions;
        this.store = store;
        this.deadLetters = deadLetters;
        this.sorter = sorter;
    }

    Drained drain(Order order, int max, int batch) {
        try (DeadLetters letters = deadLetters.open(batch)) {
            return new Batches(
                            limit -> drainBatch(order, letters, limit),
                            letters::remaining,
                            KafkaCause::of)
                    .drain(max, batch);
        }
    }

    private int drainBatch(Order order, DeadLetters letters, int limit) throws Exception {
        Work<Integer> work = kafka -> takeAndSave(order, kafka, letters, limit);
        Ending<Integer> ending = kafkaTransactions.run(order, work);
        for (int attempt = 1; attempt < ATTEMPTS_AGAINST_A_RACE && lostARace(ending); attempt++) {
            letters.putBack();
            ending = kafkaTransactions.run(order, work);
        }
        return switch (ending.end()) {
            case AGREED, NEITHER, KAFKA_NOT_KNOWN -> ending.database().valueOrThrow();
            // The rows are saved; the messages come again and are known.
            case ONLY_DB, DB_AND_PERHAPS_KAFKA -> throw ending.kafka().failure();
            case ONLY_KAFKA -> {
                LOG.errorf(
                        "Dead letters are lost: Kafka has committed their removal, up to %s, and the database has not saved their rows",
                        letters.offsets());
                yield ending.database().valueOrThrow();
            }
        };
    }

    /** Another transaction stored one of the ids after we looked: the next look finds it. */
    private static boolean lostARace(Ending<Integer> ending) {
        return ending.end() != End.ONLY_KAFKA
                && ending.database()
                        .fold(settled -> false, SqlStates::isUniqueViolation, cause -> false);
    }

    private int takeAndSave(Order order, KafkaTransaction kafka, DeadLetters letters, int limit) {
        List<ConsumerRecord<byte[], byte[]>> taken = letters.take(limit);
        if (!taken.isEmpty()) {
            kafka.begin();
            saveRows(order, kafka, taken);
            removeMessages(kafka, letters);
        }
        return taken.size();
    }

    private void saveRows(
            Order order, KafkaTransaction kafka, List<ConsumerRecord<byte[], byte[]>> taken) {
        for (ProducerRecord<byte[], byte[]> aside : sorter.save(taken, store, order.strategy())) {
            kafka.send(aside);
        }
    }

    private void removeMessages(KafkaTransaction kafka, DeadLetters letters) {
        kafka.removeUpTo(letters.offsets(), letters.group());
    }
}
