package dev.lockstep.strategy.xa;

import dev.lockstep.memo.Matter;
import dev.lockstep.memo.Memos;
import dev.lockstep.memo.OpenMemo;
import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.InvalidMessages;
import dev.lockstep.part.artemis.MessageTaker;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.torn.Scenario;
import dev.lockstep.torn.TornException;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Drain under XA. The steps of one batch, in order: take the messages, setting the invalid ones
 * aside, save the rows of the others, then inside commit: prepare queue, prepare database, decide,
 * commit queue, commit database, forget.
 *
 * <p>Whatever is killed, a message is either in the dead-letter queue or its row is stored (or the
 * message is in {@code push.events.invalid}), and never both. If somebody else ends one of the two
 * branches, a memo tells which events those were.
 */
@ApplicationScoped
public class XaDrain {
    private final Transactions transactions;
    private final PushStore store;
    private final MessageTaker taker;
    private final InvalidMessages invalidMessages;
    private final Queues queues;
    private final Memos memos;

    @Inject
    public XaDrain(
            Transactions transactions,
            PushStore store,
            MessageTaker taker,
            InvalidMessages invalidMessages,
            Queues queues,
            Memos memos) {
        this.transactions = transactions;
        this.store = store;
        this.taker = taker;
        this.invalidMessages = invalidMessages;
        this.queues = queues;
        this.memos = memos;
    }

    public Drained drain(int max, int batch) {
        return new Batches(this::drainBatch, queues::countDeadLetters, Cause::of).drain(max, batch);
    }

    private int drainBatch(int limit) throws Exception {
        OpenMemo memo = memos.open(Scenario.DRAIN, Name.XA);
        Outcome<Integer> outcome =
                transactions.runAgainIfBeaten(() -> takeAndSave(limit, memo), taken -> taken == 0);
        Optional<Throwable> unknown =
                memo.close(outcome)
                        .fold(taken -> Optional.empty(), cause -> Optional.empty(), Optional::of);
        if (unknown.isPresent()) {
            refuseTorn(memo, unknown.get());
        }
        return outcome.valueOrThrow();
    }

    /** A batch that is torn must not be told as one whose letters are back in the queue. */
    private static void refuseTorn(OpenMemo memo, Throwable told) throws TornException {
        int torn = memo.judge(told).map(judgement -> judgement.torn().size()).orElse(0);
        if (torn > 0) {
            throw new TornException(torn, told);
        }
    }

    private int takeAndSave(int limit, OpenMemo memo) throws Exception {
        try (JMSContext queue = queues.open();
                JMSConsumer deadLetters = queue.createConsumer(queues.deadLetters())) {
            MessageTaker.Taken taken =
                    taker.take(queue, deadLetters, limit, Duration.ZERO, this::joinDatabase);
            memo.write(saveRows(queue, taken));
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

    /** Returns those that have both to be saved and to be removed. */
    private List<Matter> saveRows(JMSContext queue, MessageTaker.Taken taken) throws JMSException {
        Map<Message, PushEvent> saved = new LinkedHashMap<>();
        for (Message letter : store.saveNew(taken.events(), Name.XA, saved::put)) {
            invalidMessages.setAside(queue, letter, taken.conflict(letter));
        }
        List<Matter> matters = new ArrayList<>();
        for (Map.Entry<Message, PushEvent> each : saved.entrySet()) {
            String letter = Objects.requireNonNullElse(each.getKey().getJMSMessageID(), "");
            matters.add(new Matter(each.getValue(), letter));
        }
        return matters;
    }
}
