package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Publication.Left;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.strategy.kafkatx.KafkaTransactions.Ending;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Publish by two synchronised transactions. The steps, in order: save the row, send the message,
 * then at commit: await acknowledgements, commit database, commit Kafka. In {@link
 * Order#KAFKA_FIRST} the last two change places.
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
            EventRecords records,
            TornEvents torn) {
        this.kafkaTransactions = kafkaTransactions;
        this.store = store;
        this.records = records;
        this.repeats = new Repeats(transactions, store, torn);
    }

    Publication publish(Order order, PushEvent event) {
        Ending<Publication> ending =
                kafkaTransactions.run(order, kafka -> saveAndSend(order, kafka, event));
        return switch (ending.end()) {
            case AGREED -> ending.value().orElseThrow();
            case ONLY_DB -> torn(event, Left.ROW, ending);
            case DB_AND_PERHAPS_KAFKA -> torn(event, Left.ROW_AND_PERHAPS_MESSAGE, ending);
            case ONLY_KAFKA -> torn(event, Left.MESSAGE, ending);
            case KAFKA_NOT_KNOWN -> new Publication.Unknown(event.id(), ending.cause());
            case NEITHER -> repeats.rolledBackLocally(event, ending.cause());
        };
    }

    private static Publication torn(PushEvent event, Left left, Ending<?> ending) {
        return new Publication.Torn(event.id(), left, ending.cause());
    }

    private Publication saveAndSend(Order order, KafkaTransaction kafka, PushEvent event) {
        Optional<Publication> earlier = repeats.earlier(event);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        kafka.begin();
        saveRow(order, event);
        sendMessage(kafka, event);
        return new Publication.Stored(event);
    }

    private void saveRow(Order order, PushEvent event) {
        store.save(event.savedBy(order.strategy()));
    }

    private void sendMessage(KafkaTransaction kafka, PushEvent event) {
        kafka.send(records.write(Topics.EVENTS, event));
    }
}
