package dev.lockstep.strategy.dualwrite;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Two local transactions, the queue's first. Nobody coordinates them. */
@ApplicationScoped
public class QueueFirstStrategy implements Strategy {
    static final String NAME = "dual-write-queue-first";

    private final QueueFirstPublish publish;
    private final QueueFirstDrain drain;

    @Inject
    public QueueFirstStrategy(QueueFirstPublish publish, QueueFirstDrain drain) {
        this.publish = publish;
        this.drain = drain;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Promise promise() {
        return new Promise(
                Promise.Broker.ARTEMIS,
                false,
                "at least once: a repeat after a crash sends again; a drained letter at most once",
                "always possible: the row is committed after the message",
                "nothing beyond each local transaction",
                "retry a message whose row it cannot read yet, give up on one whose row never comes, and recognise duplicates");
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
