package dev.lockstep.strategy.kafkatx;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * A database transaction and a Kafka transaction, one ended right after the other. Kafka's is
 * atomic over all its partitions and offsets; it knows nothing of the database.
 */
@ApplicationScoped
public class KafkaTxStrategy implements Strategy {
    static final String NAME = "kafka-tx";

    private final KafkaTxPublish publish;
    private final KafkaTxDrain drain;
    private final Order order;

    @Inject
    public KafkaTxStrategy(KafkaTxPublish publish, KafkaTxDrain drain, Order order) {
        this.publish = publish;
        this.drain = drain;
        this.order = order;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Promise promise() {
        return new Promise(
                Promise.Broker.KAFKA,
                false,
                order.isDatabaseFirst()
                        ? "at most once: a crash between the two commits loses the message; a drained letter at least once"
                        : "at least once: a repeat after a crash sends again; a drained letter at most once",
                order.isDatabaseFirst()
                        ? "no"
                        : "always possible: the row is committed after the message",
                "an open Kafka transaction holds back read_committed consumers of its partitions, until the server is back or transaction.timeout.ms (25 s) is over",
                order.isDatabaseFirst()
                        ? "read with isolation.level=read_committed, miss events, recognise duplicates"
                        : "read with isolation.level=read_committed, wait for rows, of which some never come, recognise duplicates");
    }

    @Override
    public Publication publish(PushEvent event) {
        return publish.publish(event);
    }

    @Override
    public Drained drain(int max, int batch) {
        return drain.drain(max, batch);
    }
}
