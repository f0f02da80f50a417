package dev.lockstep.strategy.saga;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.part.Cause;
import dev.lockstep.part.Part;
import dev.lockstep.part.database.LocalTransaction;
import dev.lockstep.part.kafka.AcknowledgedMessages;
import dev.lockstep.part.kafka.EventRecords;
import dev.lockstep.part.kafka.KafkaCause;
import dev.lockstep.part.kafka.Topics;
import dev.lockstep.part.lra.Coordinator;
import dev.lockstep.part.lra.CoordinatorAwayException;
import dev.lockstep.part.lra.Lra;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Repeats;
import dev.lockstep.strategy.saga.Sagas.State;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publish as a saga. The steps, in order: begin, save the row (committed, with what undoes it),
 * send the message (acknowledged), decide (committed), close.
 *
 * <p>Killed before the decision, the saga is compensated at its limit or at the restart: a
 * cancellation follows the message, which may have been acted upon by then, and the row is deleted.
 * Killed after it, all stays: a compensation that comes all the same finds the decision.
 */
@ApplicationScoped
public class SagaPublish {
    private final Transactions transactions;
    private final PushStore store;
    private final Sagas sagas;
    private final Coordinator coordinator;
    private final Decision decision;
    private final AcknowledgedMessages messages;
    private final EventRecords records;
    private final Repeats repeats;

    @Inject
    public SagaPublish(
            Transactions transactions,
            @LocalTransaction PushStore store,
            Sagas sagas,
            Coordinator coordinator,
            Decision decision,
            AcknowledgedMessages messages,
            EventRecords records,
            TornEvents torn) {
        this.transactions = transactions;
        this.store = store;
        this.sagas = sagas;
        this.coordinator = coordinator;
        this.decision = decision;
        this.messages = messages;
        this.records = records;
        this.repeats = new Repeats(transactions, store, torn);
    }

    public Publication publish(PushEvent event) {
        return look(event).orElseGet(() -> saveAndSend(event));
    }

    private Publication saveAndSend(PushEvent event) {
        Lra lra;
        try {
            lra = begin();
        } catch (CoordinatorAwayException e) {
            return new Publication.RolledBack(Cause.failed(Part.COORDINATOR, e));
        }
        try {
            saveRow(lra, event);
            sendMessage(lra, event);
            decide(lra);
        } catch (Exception e) {
            return cancel(lra, event, KafkaCause.of(e));
        }
        close(lra);
        return new Publication.Stored(event);
    }

    private Lra begin() {
        return coordinator.begin(Name.SAGA);
    }

    private void saveRow(Lra lra, PushEvent event) throws Exception {
        transactions
                .run(
                        () -> {
                            sagas.open(lra);
                            store.save(event.savedBy(Name.SAGA));
                            sagas.note(
                                    List.of(new Undo(event.id(), lra, cancellation(lra, event))));
                            return event;
                        })
                .valueOrThrow();
    }

    private void sendMessage(Lra lra, PushEvent event) throws Exception {
        messages.send(List.of(message(lra, event)));
    }

    private void decide(Lra lra) throws Exception {
        decision.stay(lra);
    }

    private void close(Lra lra) {
        coordinator.close(lra);
    }

    private Publication cancel(Lra lra, PushEvent event, Cause cause) {
        State state = decision.cancel(lra);
        if (state == State.CLOSED) {
            return new Publication.Stored(event);
        }
        if (state != State.COMPENSATED) {
            return new Publication.Unknown(event.id(), cause);
        }
        // It may have lost a race.
        return cause.kind() == Cause.Kind.ID_STORED
                ? look(event).orElseGet(() -> new Publication.RolledBack(cause))
                : repeats.rolledBack(event, cause);
    }

    /** The answer, if it can be given without a saga of its own. */
    private Optional<Publication> look(PushEvent event) {
        return transactions
                .run(() -> repeats.torn(event).or(() -> ifSettled(event)))
                .fold(
                        found -> found,
                        cause -> Optional.of(repeats.rolledBack(event, Cause.of(cause))),
                        cause -> Optional.of(new Publication.Unknown(event.id(), Cause.of(cause))));
    }

    /** A row that a saga may still take back says nothing yet. */
    private Optional<Publication> ifSettled(PushEvent event) {
        return repeats.stored(event).map(earlier -> ifSettled(event, earlier));
    }

    private Publication ifSettled(PushEvent event, Publication earlier) {
        return sagas.areSettled(List.of(event.id()))
                ? earlier
                : new Publication.Unknown(
                        event.id(),
                        Cause.of(
                                new IllegalStateException("An earlier saga has not decided yet.")));
    }

    private ProducerRecord<byte[], byte[]> message(Lra lra, PushEvent event) {
        ProducerRecord<byte[], byte[]> message = records.write(Topics.EVENTS, event);
        message.headers().add(EventRecords.ATTEMPT, lra.id().getBytes(UTF_8));
        return message;
    }

    /** Needed as soon as the message may have been sent, which no crash can tell. */
    private ProducerRecord<byte[], byte[]> cancellation(Lra lra, PushEvent event) {
        ProducerRecord<byte[], byte[]> cancellation = message(lra, event);
        cancellation.headers().add(EventRecords.CANCELLATION, "true".getBytes(UTF_8));
        return cancellation;
    }
}
