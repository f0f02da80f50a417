package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The same table over both datasources. */
@ApplicationScoped
public class PushStores {
    @PersistenceContext(unitName = "lockstep")
    private EntityManager global;

    @PersistenceContext(unitName = "local")
    private EntityManager local;

    @Produces
    PushStore inGlobalTransactions() {
        return new PushStore(global);
    }

    @Produces
    @LocalTransaction
    PushStore inLocalTransactions() {
        return new PushStore(local);
    }
}
