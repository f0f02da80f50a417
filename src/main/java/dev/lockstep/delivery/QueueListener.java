package dev.lockstep.delivery;

import dev.lockstep.part.StorageReady;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Listens to {@code push.events} in Artemis all the time.
 *
 * <p>A message-driven bean would be shorter, and wrong here: if the broker does not answer when its
 * session is to join the transaction, the server calls the bean all the same, the message is
 * acknowledged outside of any transaction, and the rollback does not bring it back
 * (docs/findings.md). What is received in a transaction that has begun cannot get lost so.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class QueueListener {
    private static final int MESSAGES_IN_ONE_TRANSACTION = 100;

    private @Inject QueueDelivery delivery;
    private @Inject Listening listening;

    /** Begins to listen. */
    public void begin(@Observes StorageReady ready) {
        listening.begin("Delivery from Artemis", this::listen);
    }

    /**
     * One that has to go back takes its batch along: it comes again alone, the next ones in few.
     */
    private void listen() throws Exception {
        int limit = 1;
        while (!listening.isEnded()) {
            boolean delivered = delivery.deliver(limit);
            limit = delivered ? Math.min(MESSAGES_IN_ONE_TRANSACTION, 2 * limit) : 1;
            listening.goesOn();
        }
    }
}
