package dev.lockstep.strategy.saga;

import dev.lockstep.part.Part;
import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;

/**
 * Two local transactions, and a compensation that undoes them unless the saga decides that they
 * stay. The server's LRA coordinator remembers to call it, whatever is killed; a row of ours says
 * whether there is anything to undo.
 */
@ApplicationScoped
public class SagaStrategy {
    private static final Promise PROMISE =
            new Promise(
                    List.of(Part.DATABASE, Part.KAFKA, Part.COORDINATOR),
                    true,
                    "at least once; a message may be taken back by a second one, its cancellation",
                    "no, but row and message can both be seen before it is decided that they stay, and then be taken back",
                    "nothing beyond each local transaction; what is not decided stays visible until the server is back, and its id is answered 504",
                    "obey cancellations, which may come after it has acted, and recognise duplicates");

    @Produces
    Strategy strategy(SagaPublish publish, SagaDrain drain) {
        return new Strategy(Name.SAGA, PROMISE, publish::publish, drain::drain);
    }
}
