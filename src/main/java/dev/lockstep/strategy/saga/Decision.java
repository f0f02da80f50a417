package dev.lockstep.strategy.saga;

import dev.lockstep.part.lra.Coordinator;
import dev.lockstep.part.lra.Lra;
import dev.lockstep.strategy.saga.Sagas.State;
import dev.lockstep.transaction.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How a saga ends, both ways: by its row, which the coordinator is then told or asked to undo. */
@ApplicationScoped
public class Decision {
    private final Transactions transactions;
    private final Sagas sagas;
    private final Coordinator coordinator;

    @Inject
    public Decision(Transactions transactions, Sagas sagas, Coordinator coordinator) {
        this.transactions = transactions;
        this.sagas = sagas;
        this.coordinator = coordinator;
    }

    /**
     * Decides that all stays.
     *
     * @throws Exception if that is not certain: the limit may have had it compensated
     */
    void stay(Lra lra) throws Exception {
        if (!transactions.run(() -> sagas.close(lra)).valueOrThrow()) {
            throw new IllegalStateException(
                    "The saga was compensated before it could decide: its limit was over.");
        }
    }

    /**
     * Has the coordinator compensate it, then asks the row: a step that seemed to fail, the
     * decision too, may have succeeded, and only its answer may be lost.
     *
     * @return {@link State#NONE} also if the database does not say
     */
    State cancel(Lra lra) {
        coordinator.cancel(lra);
        return transactions
                .run(() -> sagas.state(lra))
                .fold(state -> state, cause -> State.NONE, cause -> State.NONE);
    }
}
