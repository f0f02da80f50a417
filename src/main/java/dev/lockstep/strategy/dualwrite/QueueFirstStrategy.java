package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/** Two local transactions, the queue's first. Nobody coordinates them. */
@ApplicationScoped
public class QueueFirstStrategy {
    private static final Promise PROMISE =
            new Promise(
                    List.of(Part.DATABASE, Part.ARTEMIS),
                    false,
                    "at least once: a repeat after a crash sends again; a drained letter at most once",
                    "always possible: the row is committed after the message",
                    "nothing beyond each local transaction",
                    "retry a message whose row it cannot read yet, give up on one whose row never comes, and recognise duplicates");

    @Produces
    Strategy strategy(QueueFirstPublish publish, QueueFirstDrain drain) {
        return new Strategy(Names.QUEUE_FIRST, PROMISE, publish::publish, drain::drain);
    }
}
