package dev.lockstep.strategy.xa;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.InvalidMessages;
import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;

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
    private final Transactions transactions;
    private final PushStore store;
    private final MessageTaker taker;
    private final InvalidMessages invalidMessages;
    private final Queues queues;

    @Inject
    public XaDrain(
            Transactions transactions,
            PushStore store,
            MessageTaker taker,
            InvalidMessages invalidMessages,
            Queues queues) {
        this.transactions = transactions;
        this.store = store;
        this.taker = taker;
        this.invalidMessages = invalidMessages;
        this.queues = queues;
    }

    public Drained drain(int max, int batch) {
        return new Batches(this::drainBatch, queues::countDeadLetters, Cause::of).drain(max, batch);
    }

    private int drainBatch(int limit) throws Exception {
        return transactions
                .runAgainIfBeaten(() -> takeAndSave(limit), taken -> taken == 0)
                .valueOrThrow();
    }

    private int takeAndSave(int limit) throws JMSException {
        try (JMSContext queue = queues.open();
                JMSConsumer deadLetters = queue.createConsumer(queues.deadLetters())) {
            MessageTaker.Taken taken =
                    taker.take(queue, deadLetters, limit, Duration.ZERO, this::joinDatabase);
            saveRows(queue, taken);
            return taken.count();
        }
    }

    /**
     * No branch commits alone: a batch of invalid messages would have no other than the queue's. A
     * single participant is committed in one phase, and if that is not answered, its entry stays in
     * the transaction log for ever.
     */
    private void joinDatabase() {
        store.participate();
    }

    private void saveRows(JMSContext queue, MessageTaker.Taken taken) {
        for (Message letter : store.saveNew(taken.events(), Name.XA)) {
            invalidMessages.setAside(queue, letter, taken.conflict(letter));
        }
    }
}
