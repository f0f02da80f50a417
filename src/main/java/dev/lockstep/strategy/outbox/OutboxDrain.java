package dev.lockstep.strategy.outbox;

import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.AcknowledgedMessages;
import dev.lockstep.part.kafka.DeadLetterTopic;
import dev.lockstep.part.kafka.DeadLetters;
import dev.lockstep.part.kafka.KafkaCause;
import dev.lockstep.part.kafka.LetterSorter;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Drain with an inbox. The steps of one batch, in order: take the messages, save the rows
 * (committed), set the invalid ones aside, remove the messages (commit their offsets).
 *
 * <p>The rows themselves are the inbox, keyed on the event's id: killed before the offsets are
 * committed, the same messages come again and are found stored. Nothing is lost, nothing is saved
 * twice; only an invalid message may be set aside twice.
 */
@ApplicationScoped
public class OutboxDrain {
    private final Transactions transactions;
    private final PushStore store;
    private final DeadLetterTopic deadLetters;
    private final LetterSorter sorter;
    private final AcknowledgedMessages messages;

    @Inject
    public OutboxDrain(
            Transactions transactions,
            @LocalTransaction PushStore store,
            DeadLetterTopic deadLetters,
            LetterSorter sorter,
            AcknowledgedMessages messages) {
        this.transactions = transactions;
        this.store = store;
        this.deadLetters = deadLetters;
        this.sorter = sorter;
        this.messages = messages;
    }

    public Drained drain(int max, int batch) {
        try (DeadLetters letters = deadLetters.open(batch)) {
            return new Batches(
                            limit -> drainBatch(letters, limit), letters::remaining, KafkaCause::of)
                    .drain(max, batch);
        }
    }

    private int drainBatch(DeadLetters letters, int limit) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> taken = letters.take(limit);
        if (!taken.isEmpty()) {
            setAside(saveRows(taken));
            removeMessages(letters);
        }
        return taken.size();
    }

    private List<ProducerRecord<byte[], byte[]>> saveRows(
            List<ConsumerRecord<byte[], byte[]>> taken) throws Exception {
        return transactions
                .runAgainIfBeaten(() -> sorter.save(taken, store, Name.OUTBOX))
                .valueOrThrow();
    }

    private void setAside(List<ProducerRecord<byte[], byte[]>> invalid) throws Exception {
        messages.send(invalid);
    }

    private void removeMessages(DeadLetters letters) {
        letters.commit();
    }
}
