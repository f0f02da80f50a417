package dev.lockstep.memo;

import dev.lockstep.part.artemis.MessageFinder;
import dev.lockstep.part.database.Database;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What exists of the events of a memo, on the side of the database and on that of the broker. */
@ApplicationScoped
public class BothSides {
    private final Transactions transactions;
    private final PushStore store;
    private final Database database;
    private final MessageFinder messages;

    @Inject
    public BothSides(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Database database,
            MessageFinder messages) {
        this.transactions = transactions;
        this.store = store;
        this.database = database;
        this.messages = messages;
    }

    /**
     * One look, by event. The rows are read before and after the messages, and the deliveries after
     * them, so that nothing slips from one side to the other between two reads.
     *
     * @return nothing if the rows have changed meanwhile
     * @throws Exception if a side cannot be asked
     */
    Optional<Map<String, Half>> look(Memo memo) throws Exception {
        Set<String> events = memo.events();
        Set<String> rows = rows(events);
        Set<String> sent = messages(memo);
        if (memo.scenario() == Scenario.PUBLISH) {
            sent.addAll(delivered(events));
        }
        if (!rows.equals(rows(events))) {
            return Optional.empty();
        }
        Map<String, Half> halves = new HashMap<>();
        for (String event : events) {
            halves.put(event, Half.of(rows.contains(event), sent.contains(event)));
        }
        return Optional.of(halves);
    }

    boolean hasRow(String event) throws Exception {
        return !rows(Set.of(event)).isEmpty();
    }

    /** Whether the message of a publish is on its way, or came. */
    boolean hasMessage(PushEvent event) throws Exception {
        Set<String> one = Set.of(event.id());
        return !messages.published(one).isEmpty() || !delivered(one).isEmpty();
    }

    private Set<String> rows(Set<String> events) throws Exception {
        return transactions.run(() -> store.findAll(events).keySet()).valueOrThrow();
    }

    /** Whatever came, also early: the consumer has had the message in its hands. */
    private Set<String> delivered(Set<String> events) throws Exception {
        return transactions
                .run(
                        () ->
                                new HashSet<>(
                                        database.rowsInLocalTransactions()
                                                .createQuery(
                                                        "select d.eventId from Delivery d where d.eventId in :ids",
                                                        String.class)
                                                .setParameter("ids", events)
                                                .getResultList()))
                .valueOrThrow();
    }

    private Set<String> messages(Memo memo) throws Exception {
        Map<String, String> eventByLetter = new HashMap<>();
        for (Matter matter : memo.matters()) {
            if (!matter.letter().isEmpty()) {
                eventByLetter.put(matter.letter(), matter.id());
            }
        }
        return memo.scenario() == Scenario.PUBLISH
                ? messages.published(memo.events())
                : messages.letters(memo.events(), eventByLetter);
    }
}
