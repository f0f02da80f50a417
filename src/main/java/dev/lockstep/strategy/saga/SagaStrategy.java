package dev.lockstep.strategy.saga;

import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Two local transactions, and a compensation that undoes them unless the saga decides that they
 * stay. The server's LRA coordinator remembers to call it, whatever is killed; a row of ours says
 * whether there is anything to undo.
 */
@ApplicationScoped
public class SagaStrategy implements Strategy {
    static final String NAME = "saga";

    private final SagaPublish publish;
    private final SagaDrain drain;

    @Inject
    public SagaStrategy(SagaPublish publish, SagaDrain drain) {
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
                "at least once; a message may be taken back by a second one, its cancellation",
                "no, but row and message can both be seen before it is decided that they stay, and then be taken back",
                "nothing beyond each local transaction; what is not decided stays visible until the server is back, and its id is answered 504",
                "obey cancellations, which may come after it has acted, and recognise duplicates");
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
