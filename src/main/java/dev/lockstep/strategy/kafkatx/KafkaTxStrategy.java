package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;

/**
 * A database transaction and a Kafka transaction, one ended right after the other. Kafka's is
 * atomic over all its partitions and offsets; it knows nothing of the database.
 */
@ApplicationScoped
public class KafkaTxStrategy {
    private static final List<Part> PARTS = List.of(Part.DATABASE, Part.KAFKA);
    private static final String LOCKED =
            "an open Kafka transaction holds back read_committed consumers of its partitions, until the server is back or transaction.timeout.ms (25 s) is over";

    private static final Promise DATABASE_FIRST =
            new Promise(
                    PARTS,
                    false,
                    "at most once: a crash between the two commits loses the message; a drained letter at least once",
                    "no",
                    LOCKED,
                    "read with isolation.level=read_committed, miss events, recognise duplicates");

    private static final Promise KAFKA_FIRST =
            new Promise(
                    PARTS,
                    false,
                    "at least once: a repeat after a crash sends again; a drained letter at most once",
                    "always possible: the row is committed after the message",
                    LOCKED,
                    "read with isolation.level=read_committed, wait for rows, of which some never come, recognise duplicates");

    private final KafkaTxPublish publish;
    private final KafkaTxDrain drain;

    @Inject
    public KafkaTxStrategy(KafkaTxPublish publish, KafkaTxDrain drain) {
        this.publish = publish;
        this.drain = drain;
    }

    @Produces
    Strategy databaseFirst() {
        return strategy(Order.DATABASE_FIRST, DATABASE_FIRST);
    }

    @Produces
    Strategy kafkaFirst() {
        return strategy(Order.KAFKA_FIRST, KAFKA_FIRST);
    }

    private Strategy strategy(Order order, Promise promise) {
        return new Strategy(
                order.strategy(),
                promise,
                event -> publish.publish(order, event),
                (max, batch) -> drain.drain(order, max, batch));
    }
}
