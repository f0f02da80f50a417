package dev.lockstep.lab.indoubt;

import dev.lockstep.lab.stack.Target;
import java.util.List;

/** What a person does where recovery cannot: with the server stopped, and its log given up. */
public final class ByHand {
    private ByHand() {}

    /** Rolls back every prepared branch in PostgreSQL and Artemis. */
    public static void rollBackEverything(Target target) {
        for (Branches branches :
                List.of(new PostgresBranches(target), new ArtemisBranches(target))) {
            branches.prepared().forEach(branches::rollBack);
        }
    }
}
