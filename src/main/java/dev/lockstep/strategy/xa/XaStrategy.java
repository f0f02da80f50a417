package dev.lockstep.strategy.xa;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * True XA: one global transaction, run by Narayana, spans the row in PostgreSQL and the message in
 * Artemis.
 */
@ApplicationScoped
public class XaStrategy implements Strategy {
    public static final String NAME = "xa";

    private final XaPublish publish;
    private final XaDrain drain;

    @Inject
    public XaStrategy(XaPublish publish, XaDrain drain) {
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
                true,
                "exactly once, if the consumer receives and writes in one XA transaction too",
                "only while recovery settles the broker's branch before the database's",
                "the row and the message, from prepare until the coordinator is back: there is no other limit",
                "retry a message whose row it cannot read yet");
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
