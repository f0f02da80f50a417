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

/**
 * Publish by two local transactions. The steps, in order: send the message (committed), save the
 * row (committed). A message cannot be taken back.
 *
 * <p>Killed between the two, or refused by the database, the message is out and its row is not
 * there: a phantom. And whenever the commit is slow, the consumer acts on what nobody can read yet.
 */
@ApplicationScoped
public class QueueFirstPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final MessageSender sender;
    private final Repeats repeats;

    @Inject
    public QueueFirstPublish(
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
        return repeats.alreadyAnswered(event).orElseGet(() -> sendMessage(event));
    }

    private Publication sendMessage(PushEvent event) {
        try {
            sender.publish(event);
        } catch (JMSException e) {
            return new Publication.RolledBack(Cause.of(e));
        }
        return saveRow(event);
    }

    private Publication saveRow(PushEvent event) {
        return transactions
                .run(
                        () -> {
                            store.save(event.savedBy(Names.QUEUE_FIRST));
                            return event;
                        })
                .fold(
                        Publication.Stored::new,
                        cause -> rowRefused(event, Cause.of(cause)),
                        cause -> rowRefused(event, Cause.of(cause)));
    }

    private Publication rowRefused(PushEvent event, Cause cause) {
        return switch (cause.kind()) {
            // Another attempt has stored the row, and sent a message as well.
            case ID_STORED, LOCK_WAIT -> repeats.rolledBack(event, cause);
            case PART_FAILED, UNDONE_AT_COMMIT, UNEXPECTED ->
                    new Publication.Torn(event.id(), Publication.Left.MESSAGE, cause);
        };
    }
}
