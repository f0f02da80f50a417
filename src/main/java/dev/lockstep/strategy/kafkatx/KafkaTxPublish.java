package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.strategy.kafkatx.KafkaTransactions.Ending;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Publish by two synchronised transactions. The steps, in order: save the row, send the message,
 * then at commit: await acknowledgements, commit database, commit Kafka. With {@code
 * lockstep.kafka-tx.first=kafka} the last two change places.
 *
 * <p>Killed between the two commits, database first leaves a row whose message Kafka aborts (an
 * orphan, and a repeat is told that all is well); Kafka first leaves a message without a row (a
 * phantom).
 */
@ApplicationScoped
public class KafkaTxPublish {
    private final KafkaTransactions kafkaTransactions;
    private final PushStore store;
    private final EventRecords records;
    private final Repeats repeats;

    @Inject
    public KafkaTxPublish(
            Transactions transactions,
            KafkaTransactions kafkaTransactions,
            @LocalTransaction PushStore store,
            EventRecords records) {
        this.kafkaTransactions = kafkaTransactions;
        this.store = store;
        this.records = records;
        this.repeats = new Repeats(transactions, store);
    }

    public Publication publish(PushEvent event) {
        Ending<Publication> ending = kafkaTransactions.run(kafka -> saveAndSend(kafka, event));
        if (ending.isOnlyInTheDatabase()) {
            return new Publication.Torn(
                    event.id(), onlyInTheDatabase(ending.kafka()), ending.kafka().failure());
        }
        Outcome<Publication> database = ending.database();
        if (database instanceof Outcome.Committed<Publication> committed) {
            return committed.value();
        }
        Throwable cause =
                database instanceof Outcome.RolledBack<Publication> rolledBack
                        ? rolledBack.cause()
                        : ((Outcome.Unknown<Publication>) database).cause();
        if (ending.isOnlyInKafka()) {
            return new Publication.Torn(
                    event.id(),
                    "The message of this event is sent and cannot be taken back, but its row was not stored. Send it again with the same id: that stores the row, and sends a second message.",
                    cause);
        }
        return ending.kafka().state() == KafkaTransaction.State.NOT_KNOWN
                ? new Publication.Unknown(event.id(), cause)
                : repeats.rolledBackLocally(event, cause);
    }

    private static String onlyInTheDatabase(KafkaTransaction kafka) {
        return kafka.state() == KafkaTransaction.State.NOT_KNOWN
                ? "The row of this event is stored, but Kafka did not answer whether it committed its message. A repeat would not send it: ask GET /api/push-events/{id} later, and if it is not delivered, publish the event under a new id."
                : "The row of this event is stored, but Kafka did not commit its message. A repeat would not send it: publish the event under a new id.";
    }

    private Publication saveAndSend(KafkaTransaction kafka, PushEvent event) {
        Optional<Publication> earlier = repeats.earlier(event);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        kafka.begin();
        saveRow(event);
        sendMessage(kafka, event);
        return new Publication.Stored(event);
    }

    private void saveRow(PushEvent event) {
        store.save(event.savedBy(KafkaTxStrategy.NAME));
    }

    private void sendMessage(KafkaTransaction kafka, PushEvent event) {
        kafka.send(records.write(Topics.EVENTS, event));
    }
}
