package dev.lockstep.strategy.outbox;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Row and message in one local transaction of the database, the message as an entry of a table; a
 * relay sends it on, at least once. The other way round an inbox takes the duplicates out.
 */
@ApplicationScoped
public class OutboxStrategy implements Strategy {
    static final String NAME = "outbox";

    private final OutboxPublish publish;
    private final OutboxDrain drain;

    @Inject
    public OutboxStrategy(OutboxPublish publish, OutboxDrain drain) {
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
                Promise.Broker.KAFKA,
                true,
                "at least once, later: the relay sends after the answer, and again after a crash",
                "no",
                "nothing beyond the local transaction; messages wait while the relay or Kafka is away",
                "recognise duplicates (an inbox)");
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
