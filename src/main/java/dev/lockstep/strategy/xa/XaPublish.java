package dev.lockstep.strategy.xa;

import dev.lockstep.memo.Matter;
import dev.lockstep.memo.Memos;
import dev.lockstep.memo.OpenMemo;
import dev.lockstep.part.Cause;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import java.util.List;

/**
 * Publish under XA. The steps, in order: save the row, send the message, then inside commit:
 * prepare database, prepare queue, decide (the transaction log is forced to disk), commit database,
 * commit queue, forget.
 *
 * <p>Killed before "decide", both sides roll back; killed after it, both commit. While nobody is
 * there to carry the decision out, both branches stay prepared and hold their locks. If somebody
 * else ends one of them, a memo tells which event that was.
 *
 * <p>Whether the id is stored already is asked in a local transaction: a global one with a single
 * branch is committed in one phase, and if its answer is lost, its entry stays in the transaction
 * log for ever.
 */
@ApplicationScoped
public class XaPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final PushEventJson json;
    private final Queues queues;
    private final Memos memos;
    private final Repeats repeats;

    @Inject
    public XaPublish(
            Transactions transactions,
            PushStore store,
            @LocalTransaction PushStore alone,
            PushEventJson json,
            Queues queues,
            Memos memos) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.queues = queues;
        this.memos = memos;
        this.repeats = new Repeats(transactions, alone);
    }

    public Publication publish(PushEvent event) {
        return repeats.alreadyAnswered(event).orElseGet(() -> publishNew(event));
    }

    private Publication publishNew(PushEvent event) {
        OpenMemo memo = memos.open(Scenario.PUBLISH, Name.XA);
        return memo.close(transactions.run(() -> saveAndSend(event, memo)))
                .fold(
                        publication -> publication,
                        cause -> repeats.rolledBack(event, Cause.of(cause)),
                        // A heuristic, it is said, or no answer. Such reports have been wrong about
                        // PostgreSQL (pgjdbc issues 3123 and 3153), so only the data counts.
                        cause -> askTheData(event, memo, cause));
    }

    private Publication saveAndSend(PushEvent event, OpenMemo memo) throws Exception {
        saveRow(event);
        sendMessage(event);
        memo.write(List.of(Matter.of(event)));
        return new Publication.Stored(event);
    }

    private Publication askTheData(PushEvent event, OpenMemo memo, Throwable told) {
        Cause cause = Cause.of(told);
        return memo.judge(told)
                .map(judgement -> judgement.halves().get(event.id()))
                .map(half -> found(event, half, cause))
                .orElseGet(() -> repeats.askTheData(event, cause));
    }

    private Publication found(PushEvent event, Half half, Cause cause) {
        return switch (half) {
            case BOTH -> new Publication.Stored(event);
            case NEITHER -> repeats.askTheData(event, cause);
            case ROW_ONLY -> new Publication.Torn(event.id(), Publication.Left.ROW, cause);
            case MESSAGE_ONLY -> new Publication.Torn(event.id(), Publication.Left.MESSAGE, cause);
        };
    }

    /**
     * First, so that PostgreSQL is enlisted first and commits first: the row is readable before its
     * message.
     */
    private void saveRow(PushEvent event) {
        store.save(event.savedBy(Name.XA));
    }

    private void sendMessage(PushEvent event) {
        try (JMSContext queue = queues.open()) {
            queue.createProducer()
                    .setProperty(Queues.EVENT_ID, event.id())
                    .send(queues.events(), json.write(event));
        }
    }
}
