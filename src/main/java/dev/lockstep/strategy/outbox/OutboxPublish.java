package dev.lockstep.strategy.outbox;

import dev.lockstep.part.Cause;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Publish through the outbox. The steps, in order: save the row, add the entry, commit database.
 * Then the answer is given: the message is certain to be sent, by {@link OutboxRelay}.
 *
 * <p>Killed before the commit, nothing is there; after it, the relay of the restarted server sends.
 */
@ApplicationScoped
public class OutboxPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final Outbox outbox;
    private final Repeats repeats;

    @Inject
    public OutboxPublish(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Outbox outbox,
            TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.outbox = outbox;
        this.repeats = new Repeats(transactions, store, torn);
    }

    public Publication publish(PushEvent event) {
        return transactions
                .run(() -> saveAndAdd(event))
                .fold(
                        publication -> publication,
                        cause -> repeats.rolledBackLocally(event, Cause.of(cause)),
                        cause -> repeats.askTheData(event, Cause.of(cause)));
    }

    private Publication saveAndAdd(PushEvent event) {
        Optional<Publication> earlier = repeats.earlier(event);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        saveRow(event);
        addEntry(event);
        return new Publication.Stored(event);
    }

    private void saveRow(PushEvent event) {
        store.save(event.savedBy(Name.OUTBOX));
    }

    private void addEntry(PushEvent event) {
        outbox.add(event);
    }
}
