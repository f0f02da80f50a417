package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.InvalidMessages;
import dev.lockstep.part.artemis.LocalSession;
import dev.lockstep.part.artemis.MessageSender;
import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Drain by two local transactions. The steps of one batch, in order: take and remove the messages
 * (committed), save the rows (committed). If the database refuses, the messages are put back.
 *
 * <p>Killed between the two commits, the messages are gone and their rows were never saved: lost.
 */
@ApplicationScoped
public class QueueFirstDrain {
    private static final Logger LOG = Logger.getLogger(QueueFirstDrain.class);

    private final Transactions transactions;
    private final PushStore store;
    private final Queues queues;
    private final MessageTaker taker;
    private final InvalidMessages invalidMessages;
    private final MessageSender sender;

    @Inject
    public QueueFirstDrain(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Queues queues,
            MessageTaker taker,
            InvalidMessages invalidMessages,
            MessageSender sender) {
        this.transactions = transactions;
        this.store = store;
        this.queues = queues;
        this.taker = taker;
        this.invalidMessages = invalidMessages;
        this.sender = sender;
    }

    public Drained drain(int max, int batch) {
        return new Batches(this::drainBatch, queues::countDeadLetters, Cause::of).drain(max, batch);
    }

    private int drainBatch(int limit) throws Exception {
        try (LocalSession queue = queues.openLocal();
                MessageConsumer deadLetters = queue.consumer(queues.deadLetters())) {
            MessageTaker.Taken taken = taker.take(queue, deadLetters, limit);
            if (taken.count() == 0) {
                return 0;
            }
            removeMessages(queue);
            for (Message conflicting : saveRows(taken)) {
                invalidMessages.setAside(queue, conflicting, taken.conflict(conflicting));
            }
            queue.commit();
            return taken.count();
        }
    }

    private void removeMessages(LocalSession queue) throws JMSException {
        queue.commit();
    }

    private List<Message> saveRows(MessageTaker.Taken taken) throws Exception {
        try {
            return transactions
                    .run(() -> store.saveNew(taken.events(), Names.QUEUE_FIRST))
                    .valueOrThrow();
        } catch (Exception e) {
            putMessagesBack(taken.events().values());
            throw e;
        }
    }

    private void putMessagesBack(Iterable<PushEvent> events) {
        try {
            sender.putBack(events);
        } catch (JMSException e) {
            events.forEach(
                    event ->
                            LOG.errorf(
                                    "Event %s is lost: its message was removed from the dead-letter queue, its row was not saved, and it could not be put back: %s",
                                    event.id(), e.getMessage()));
        }
    }
}
