package dev.lockstep.strategy.dualwrite;

import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.InvalidMessages;
import dev.lockstep.part.artemis.LocalSession;
import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.LocalTransaction;
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

/**
 * Drain by two local transactions. The steps of one batch, in order: take the messages (not
 * committed), save the rows (committed), remove the messages (committed).
 *
 * <p>Killed between the two commits, a row is stored and its message still waits. It comes again,
 * and the id tells that it is stored already: nothing is lost.
 */
@ApplicationScoped
public class DbFirstDrain {
    private final Transactions transactions;
    private final PushStore store;
    private final Queues queues;
    private final MessageTaker taker;
    private final InvalidMessages invalidMessages;

    @Inject
    public DbFirstDrain(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Queues queues,
            MessageTaker taker,
            InvalidMessages invalidMessages) {
        this.transactions = transactions;
        this.store = store;
        this.queues = queues;
        this.taker = taker;
        this.invalidMessages = invalidMessages;
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
            for (Message conflicting : saveRows(taken)) {
                invalidMessages.setAside(queue, conflicting, taken.conflict(conflicting));
            }
            removeMessages(queue);
            return taken.count();
        }
    }

    private List<Message> saveRows(MessageTaker.Taken taken) throws Exception {
        return transactions.run(() -> store.saveNew(taken.events(), Names.DB_FIRST)).valueOrThrow();
    }

    private void removeMessages(LocalSession queue) throws JMSException {
        queue.commit();
    }
}
