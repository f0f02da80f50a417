package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.artemis.MessageSender;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.transaction.Outcome;
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
            Transactions transactions, @LocalTransaction PushStore store, MessageSender sender) {
        this.transactions = transactions;
        this.store = store;
        this.sender = sender;
        this.repeats = new Repeats(transactions, store);
    }

    public Publication publish(PushEvent event) {
        Outcome<Publication> saved = transactions.run(() -> saveRow(event));
        if (saved instanceof Outcome.RolledBack<Publication> rolledBack) {
            return repeats.rolledBackLocally(event, rolledBack.cause());
        }
        if (saved instanceof Outcome.Unknown<Publication> unknown) {
            return repeats.askTheData(event, unknown.cause());
        }
        Publication publication = ((Outcome.Committed<Publication>) saved).value();
        return publication instanceof Publication.Stored
                ? sendMessage(event, publication)
                : publication;
    }

    private Publication saveRow(PushEvent event) {
        Optional<Publication> earlier = repeats.earlier(event);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        store.save(event.savedBy(DbFirstStrategy.NAME));
        return new Publication.Stored(event);
    }

    private Publication sendMessage(PushEvent event, Publication stored) {
        try {
            sender.publish(event);
            return stored;
        } catch (JMSException e) {
            return takeRowBack(event, e);
        }
    }

    /**
     * Right if the broker has refused; if only its answer was lost, the message is a phantom now.
     */
    private Publication takeRowBack(PushEvent event, JMSException cause) {
        Outcome<Void> undone =
                transactions.run(
                        () -> {
                            store.removeAll(List.of(event.id()));
                            return null;
                        });
        return undone instanceof Outcome.Committed<Void>
                ? new Publication.RolledBack(cause)
                : new Publication.Torn(
                        event.id(),
                        "The row of this event is stored, but its message was not sent, and the row could not be taken back. A repeat would not send it: publish the event under a new id.",
                        cause);
    }
}
