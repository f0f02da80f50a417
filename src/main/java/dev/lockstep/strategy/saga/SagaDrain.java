package dev.lockstep.strategy.saga;

import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.AcknowledgedMessages;
import dev.lockstep.part.kafka.DeadLetterTopic;
import dev.lockstep.part.kafka.DeadLetters;
import dev.lockstep.part.kafka.KafkaCause;
import dev.lockstep.part.kafka.LetterSorter;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.part.lra.Coordinator;
import dev.lockstep.part.lra.Lra;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Batches;
import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.saga.Sagas.State;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Drain as a saga. The steps of one batch, in order: take the messages, begin, save the rows
 * (committed, with what undoes them), set the invalid ones aside, remove the messages (commit their
 * offsets), decide (committed), close.
 *
 * <p>Killed before the decision, the compensation puts back every letter whose row the saga has
 * saved, and deletes those rows. A letter that was not removed yet is then there twice; the next
 * drain knows the second one by its id. Invalid letters need no undoing: they are set aside before
 * they are removed, perhaps twice.
 */
@ApplicationScoped
public class SagaDrain {
    private final Transactions transactions;
    private final PushStore store;
    private final DeadLetterTopic deadLetters;
    private final LetterSorter sorter;
    private final Sagas sagas;
    private final Coordinator coordinator;
    private final Decision decision;
    private final AcknowledgedMessages messages;

    @Inject
    public SagaDrain(
            Transactions transactions,
            @LocalTransaction PushStore store,
            DeadLetterTopic deadLetters,
            LetterSorter sorter,
            Sagas sagas,
            Coordinator coordinator,
            Decision decision,
            AcknowledgedMessages messages) {
        this.transactions = transactions;
        this.store = store;
        this.deadLetters = deadLetters;
        this.sorter = sorter;
        this.sagas = sagas;
        this.coordinator = coordinator;
        this.decision = decision;
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
            saveAndRemove(letters, taken);
        }
        return taken.size();
    }

    private void saveAndRemove(DeadLetters letters, List<ConsumerRecord<byte[], byte[]>> taken)
            throws Exception {
        Lra lra = begin();
        try {
            setAside(saveRows(lra, taken));
            removeMessages(letters);
            decide(lra);
        } catch (Exception e) {
            cancel(lra, e);
            return;
        }
        close(lra);
    }

    private Lra begin() {
        return coordinator.begin(Name.SAGA);
    }

    private List<ProducerRecord<byte[], byte[]>> saveRows(
            Lra lra, List<ConsumerRecord<byte[], byte[]>> taken) throws Exception {
        return transactions
                .runAgainIfBeaten(
                        () -> {
                            sagas.open(lra);
                            LetterSorter.Sorted sorted = sorter.sort(taken, store, Name.SAGA);
                            refuseUndecided(sorted);
                            sagas.note(undos(lra, sorted));
                            return sorted.aside();
                        })
                .valueOrThrow();
    }

    /**
     * A letter whose id is stored needs no row, but only if that row is there to stay: were it
     * taken back after the letter was removed, both would be gone.
     */
    private void refuseUndecided(LetterSorter.Sorted sorted) {
        Set<String> stored = new HashSet<>();
        sorted.events().values().forEach(event -> stored.add(event.id()));
        sorted.added().values().forEach(event -> stored.remove(event.id()));
        if (!sagas.areSettled(stored)) {
            throw new IllegalStateException(
                    "A dead letter has the id of an event whose saga has not decided yet.");
        }
    }

    private static List<Undo> undos(Lra lra, LetterSorter.Sorted sorted) {
        List<Undo> undos = new ArrayList<>();
        sorted.added()
                .forEach((letter, event) -> undos.add(new Undo(event.id(), lra, letter(letter))));
        return undos;
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> taken) {
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS, null, taken.key(), taken.value(), taken.headers());
    }

    private void setAside(List<ProducerRecord<byte[], byte[]>> invalid) throws Exception {
        messages.send(invalid);
    }

    private void removeMessages(DeadLetters letters) {
        letters.commit();
    }

    private void decide(Lra lra) throws Exception {
        decision.stay(lra);
    }

    private void close(Lra lra) {
        coordinator.close(lra);
    }

    private void cancel(Lra lra, Exception cause) throws Exception {
        if (decision.cancel(lra) != State.CLOSED) {
            throw cause;
        }
    }
}
