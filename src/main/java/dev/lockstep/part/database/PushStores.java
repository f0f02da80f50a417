package dev.lockstep.part.database;

import dev.lockstep.push.PushStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** The same table over both datasources. */
@ApplicationScoped
public class PushStores {
    private final Database database;

    @Inject
    public PushStores(Database database) {
        this.database = database;
    }

    @Produces
    PushStore inGlobalTransactions() {
        return new PushStore(database.rowsInGlobalTransactions());
    }

    @Produces
    @LocalTransaction
    PushStore inLocalTransactions() {
        return new PushStore(database.rowsInLocalTransactions());
    }
}
