package dev.lockstep.strategy.kafkatx;

import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs work in a database transaction and a Kafka transaction that is synchronised with it. */
@ApplicationScoped
public class KafkaTransactions {
    private final Transactions transactions;
    private final TransactionalProducers producers;
    private final Order order;

    @Resource private TransactionSynchronizationRegistry jta;

    @Inject
    public KafkaTransactions(
            Transactions transactions, TransactionalProducers producers, Order order) {
        this.transactions = transactions;
        this.producers = producers;
        this.order = order;
    }

    /** Work that begins the Kafka transaction when it first needs it. */
    @FunctionalInterface
    interface Work<T> {
        T with(KafkaTransaction kafka) throws Exception;
    }

    /** How each of the two ended. */
    record Ending<T>(Outcome<T> database, KafkaTransaction kafka) {
        /** The database has committed and Kafka, as far as is known, has not. */
        boolean isOnlyInTheDatabase() {
            return database instanceof Outcome.Committed<T>
                    && kafka.state() != KafkaTransaction.State.COMMITTED
                    && kafka.state() != KafkaTransaction.State.NOT_BEGUN;
        }

        /** Kafka has committed and the database has not. */
        boolean isOnlyInKafka() {
            return !(database instanceof Outcome.Committed<T>)
                    && kafka.state() == KafkaTransaction.State.COMMITTED;
        }
    }

    <T> Ending<T> run(Work<T> work) {
        KafkaTransaction kafka = new KafkaTransaction(producers, jta, order.isDatabaseFirst());
        Outcome<T> database = transactions.run(() -> work.with(kafka));
        return new Ending<>(database, kafka);
    }
}
