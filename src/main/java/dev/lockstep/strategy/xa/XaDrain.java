package dev.lockstep.strategy.xa;

import dev.lockstep.push.InvalidMessages;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.push.Queues;
import dev.lockstep.strategy.Drained;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.SqlStates;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Drain under XA. The steps of one batch, in order: take the messages, setting the invalid ones
 * aside, save the rows of the others, then inside commit: prepare queue, prepare database, decide,
 * commit queue, commit database, forget.
 *
 * <p>Whatever is killed, a message is either in the dead-letter queue or its row is stored (or the
 * message is in {@code push.events.invalid}), and never both.
 */
@ApplicationScoped
public class XaDrain {
    private static final int ATTEMPTS_AGAINST_A_RACE = 3;

    private final Transactions transactions;
    private final PushStore store;
    private final MessageReader reader;
    private final InvalidMessages invalidMessages;
    private final Queues queues;

    @Inject
    public XaDrain(
            Transactions transactions,
            PushStore store,
            MessageReader reader,
            InvalidMessages invalidMessages,
            Queues queues) {
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.invalidMessages = invalidMessages;
        this.queues = queues;
    }

    public Drained drain(int max, int batch) {
        int settled = 0;
        int committed = 0;
        Throwable failure = null;
        while (settled < max && failure == null) {
            Outcome<Integer> outcome = drainBatch(Math.min(batch, max - settled));
            if (outcome instanceof Outcome.Committed<Integer> done) {
                if (done.value() == 0) {
                    break;
                }
                settled += done.value();
                committed++;
            } else {
                failure = cause(outcome);
            }
        }
        return failure == null
                ? counted(settled, committed)
                : new Drained(settled, committed, Drained.NOT_COUNTED, failure);
    }

    private Outcome<Integer> drainBatch(int limit) {
        Outcome<Integer> outcome = transactions.run(() -> takeAndSave(limit));
        for (int attempt = 1; attempt < ATTEMPTS_AGAINST_A_RACE && lostARace(outcome); attempt++) {
            outcome = transactions.run(() -> takeAndSave(limit));
        }
        return outcome;
    }

    /** Another transaction stored one of the ids after we looked: the next look finds it. */
    private static boolean lostARace(Outcome<Integer> outcome) {
        return outcome instanceof Outcome.RolledBack<Integer> rolledBack
                && SqlStates.isUniqueViolation(rolledBack.cause());
    }

    private int takeAndSave(int limit) throws JMSException {
        try (JMSContext queue = queues.open();
                JMSConsumer deadLetters = queue.createConsumer(queues.deadLetters())) {
            Map<Message, PushEvent> events = new LinkedHashMap<>();
            int taken = 0;
            Message letter;
            while (taken < limit && (letter = deadLetters.receiveNoWait()) != null) {
                takeMessage(queue, letter, events);
                taken++;
            }
            saveRows(queue, events);
            return taken;
        }
    }

    /** What is not a push event is set aside at once: the next take ends its large body. */
    private void takeMessage(JMSContext queue, Message letter, Map<Message, PushEvent> events)
            throws JMSException {
        try {
            events.put(letter, reader.read(letter));
        } catch (InvalidPushEventException e) {
            invalidMessages.setAside(queue, letter, e.getMessage());
        }
    }

    private void saveRows(JMSContext queue, Map<Message, PushEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<String, PushEvent> known =
                store.findAll(events.values().stream().map(PushEvent::id).toList());
        List<PushEvent> rows = new ArrayList<>();
        for (Map.Entry<Message, PushEvent> letter : events.entrySet()) {
            PushEvent event = letter.getValue();
            PushEvent earlier = known.putIfAbsent(event.id(), event);
            if (earlier == null) {
                rows.add(event.savedBy(XaStrategy.NAME));
            } else if (!event.sameContentAs(earlier)) {
                invalidMessages.setAside(
                        queue,
                        letter.getKey(),
                        "id " + event.id() + " is already stored with other content");
            }
            // Else the message is the duplicate of a stored event: taking it settles it.
        }
        store.saveAll(rows);
    }

    private Drained counted(int settled, int committed) {
        try (JMSContext queue = queues.open();
                QueueBrowser browser = queue.createBrowser(queues.deadLetters())) {
            Enumeration<?> waiting = browser.getEnumeration();
            return new Drained(settled, committed, Collections.list(waiting).size(), null);
        } catch (JMSException | JMSRuntimeException e) {
            return new Drained(settled, committed, Drained.NOT_COUNTED, e);
        }
    }

    private static Throwable cause(Outcome<Integer> outcome) {
        return outcome instanceof Outcome.RolledBack<Integer> rolledBack
                ? rolledBack.cause()
                : ((Outcome.Unknown<Integer>) outcome).cause();
    }
}
