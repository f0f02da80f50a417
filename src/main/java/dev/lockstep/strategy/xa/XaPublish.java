package dev.lockstep.strategy.xa;

import dev.lockstep.memo.Judgement;
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
import dev.lockstep.torn.TornEvent;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import java.util.List;
import java.util.Optional;

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
    /** An earlier attempt may have been torn: its row alone is no proof of its message. */
    private static final Throwable NOT_JUDGED =
            new IllegalStateException("an earlier attempt is over, and is still to be judged");

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
            Memos memos,
            TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.json = json;
        this.queues = queues;
        this.memos = memos;
        this.repeats = new Repeats(transactions, alone, torn);
    }

    public Publication publish(PushEvent event) {
        if (memos.isRowDoubtful(event)) {
            return new Publication.Unknown(event.id(), Cause.of(NOT_JUDGED));
        }
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
        return memo.judge(told)
                .flatMap(judgement -> found(event, judgement))
                .orElseGet(() -> repeats.askTheData(event, Cause.of(told)));
    }

    private static Optional<Publication> found(PushEvent event, Judgement judgement) {
        Optional<TornEvent> torn = judgement.torn().stream().findFirst();
        if (torn.isPresent()) {
            return torn.map(Publication.TornAndKept::new);
        }
        return judgement.of(event.id()) == Half.BOTH
                ? Optional.of(new Publication.Stored(event))
                : Optional.empty();
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
