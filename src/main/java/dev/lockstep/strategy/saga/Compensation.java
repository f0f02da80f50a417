package dev.lockstep.strategy.saga;

import dev.lockstep.part.kafka.AcknowledgedMessages;
import dev.lockstep.part.lra.Lra;
import dev.lockstep.strategy.saga.Sagas.State;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Undoes a saga. The steps, in order: decide against it (committed), send the messages that take
 * back (acknowledged), delete the rows (committed). The coordinator asks for it any number of
 * times, two at once, and of sagas that have closed.
 *
 * <p>The decision comes first and alone: nothing may be taken back while the saga could still
 * decide to stay. The rows go last: they hold the id, so that a repeat waits until all is undone.
 */
@ApplicationScoped
public class Compensation {
    /**
     * The coordinator calls from the thread that recovers XA transactions too, and waits 2 s for
     * each call. While Kafka is away, the sagas beyond these are refused at once.
     */
    private static final int AT_ONCE = 4;

    private final Transactions transactions;
    private final Sagas sagas;
    private final AcknowledgedMessages messages;
    private final Semaphore places = new Semaphore(AT_ONCE);

    @Inject
    public Compensation(Transactions transactions, Sagas sagas, AcknowledgedMessages messages) {
        this.transactions = transactions;
        this.sagas = sagas;
        this.messages = messages;
    }

    /**
     * @throws Exception if it is not undone yet and has to be asked for again
     */
    void compensate(Lra lra) throws Exception {
        if (decideAgainst(lra) != State.CANCELLED) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new IllegalStateException("Too many sagas are being undone at once.");
        }
        try {
            transactions.run(() -> undo(lra)).valueOrThrow();
        } finally {
            places.release();
        }
    }

    private State decideAgainst(Lra lra) throws Exception {
        return transactions.run(() -> sagas.cancel(lra)).valueOrThrow();
    }

    private List<Undo> undo(Lra lra) throws Exception {
        if (!sagas.lockCancelled(lra)) {
            throw new IllegalStateException("The saga is being undone, or has just been.");
        }
        List<Undo> undos = sagas.undos(lra);
        sendMessages(undos);
        deleteRows(lra);
        return undos;
    }

    private void sendMessages(List<Undo> undos) throws Exception {
        messages.send(undos.stream().map(Undo::message).toList());
    }

    private void deleteRows(Lra lra) {
        sagas.deleteRows(lra);
    }
}
