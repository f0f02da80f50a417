package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/** Two local transactions, the database's first. Nobody coordinates them. */
@ApplicationScoped
public class DbFirstStrategy {
    private static final Promise PROMISE =
            new Promise(
                    List.of(Part.DATABASE, Part.ARTEMIS),
                    false,
                    "at most once: a crash between the two commits loses the message; only a send without an answer can double it",
                    "no",
                    "nothing beyond each local transaction",
                    "miss events; after a send without an answer, cope with a message whose row was taken back");

    @Produces
    Strategy strategy(DbFirstPublish publish, DbFirstDrain drain) {
        return new Strategy(Names.DB_FIRST, PROMISE, publish::publish, drain::drain);
    }
}
