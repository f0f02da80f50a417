package dev.lockstep.strategy.xa;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/**
 * True XA: one global transaction, run by Narayana, spans the row in PostgreSQL and the message in
 * Artemis.
 */
@ApplicationScoped
public class XaStrategy {
    private static final Promise PROMISE =
            new Promise(
                    List.of(Part.DATABASE, Part.ARTEMIS),
                    true,
                    "exactly once, if the consumer receives and writes in one XA transaction too",
                    "only while recovery settles the broker's branch before the database's",
                    "the row and the message, from prepare until the coordinator is back: there is no other limit",
                    "retry a message whose row it cannot read yet");

    @Produces
    Strategy strategy(XaPublish publish, XaDrain drain) {
        return new Strategy(Name.XA, PROMISE, publish::publish, drain::drain);
    }
}
