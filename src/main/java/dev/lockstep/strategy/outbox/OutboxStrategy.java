package dev.lockstep.strategy.outbox;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/**
 * Row and message in one local transaction of the database, the message as an entry of a table; a
 * relay sends it on, at least once. The other way round an inbox takes the duplicates out.
 */
@ApplicationScoped
public class OutboxStrategy {
    private static final Promise PROMISE =
            new Promise(
                    List.of(Part.DATABASE, Part.KAFKA),
                    true,
                    "at least once, later: the relay sends after the answer, and again after a crash",
                    "no",
                    "nothing beyond the local transaction; messages wait while the relay or Kafka is away",
                    "recognise duplicates (an inbox)");

    @Produces
    Strategy strategy(OutboxPublish publish, OutboxDrain drain) {
        return new Strategy(Name.OUTBOX, PROMISE, publish::publish, drain::drain);
    }
}
