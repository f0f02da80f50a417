package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.MessageSender;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Optional;

/**
 * Publish by two local transactions. The steps, in order: save the row (committed), send the
 * message (committed). If the broker refuses, the row is taken back.
 *
 * <p>Killed between the two, the row is there and its message is not: an orphan, and whoever
 * repeats the publish is told that all is well.
 */
@ApplicationScoped
public class DbFirstPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final MessageSender sender;
    private final Repeats repeats;

    @Inject
    public DbFirstPublish(
            Transactions transactions,
            @LocalTransaction PushStore store,
            MessageSender sender,
            TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.sender = sender;
        this.repeats = new Repeats(transactions, store, torn);
    }

    public Publication publish(PushEvent event) {
        return transactions
                .run(() -> saveRow(event))
                .fold(
                        earlier -> earlier.orElseGet(() -> sendMessage(event)),
                        cause -> repeats.rolledBackLocally(event, Cause.of(cause)),
                        cause -> repeats.askTheData(event, Cause.of(cause)));
    }

    /**
     * @return the answer, if an earlier publish has stored the id; nothing was done then
     */
    private Optional<Publication> saveRow(PushEvent event) {
        Optional<Publication> earlier = repeats.earlier(event);
        if (earlier.isEmpty()) {
            store.save(event.savedBy(Names.DB_FIRST));
        }
        return earlier;
    }

    private Publication sendMessage(PushEvent event) {
        try {
            sender.publish(event);
            return new Publication.Stored(event);
        } catch (JMSException e) {
            return takeRowBack(event, e);
        }
    }

    /**
     * Right if the broker has refused; if only its answer was lost, the message is a phantom now.
     */
    private Publication takeRowBack(PushEvent event, JMSException refusal) {
        Cause cause = Cause.of(refusal);
        Publication torn =
                new Publication.Torn(event.id(), Publication.Left.ROW_NOT_TAKEN_BACK, cause);
        return transactions
                .run(
                        () -> {
                            store.removeAll(List.of(event.id()));
                            return event;
                        })
                .fold(undone -> new Publication.RolledBack(cause), failed -> torn, unknown -> torn);
    }
}
