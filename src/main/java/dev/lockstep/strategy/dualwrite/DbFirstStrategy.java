package dev.lockstep.strategy.dualwrite;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Two local transactions, the database's first. Nobody coordinates them. */
@ApplicationScoped
public class DbFirstStrategy implements Strategy {
    static final String NAME = "dual-write-db-first";

    private final DbFirstPublish publish;
    private final DbFirstDrain drain;

    @Inject
    public DbFirstStrategy(DbFirstPublish publish, DbFirstDrain drain) {
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
                "at most once: a crash between the two commits loses the message; only a send without an answer can double it",
                "no",
                "nothing beyond each local transaction",
                "miss events; after a send without an answer, cope with a message whose row was taken back");
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
