package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.Cause;
import dev.lockstep.part.kafka.KafkaCause;
import dev.lockstep.transaction.Outcome;
import dev.lockstep.transaction.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;

/** Runs work in a database transaction and a Kafka transaction that is synchronised with it. */
@ApplicationScoped
public class KafkaTransactions {
    private final Transactions transactions;
    private final TransactionalProducers producers;

    @Resource private TransactionSynchronizationRegistry jta;

    @Inject
    public KafkaTransactions(Transactions transactions, TransactionalProducers producers) {
        this.transactions = transactions;
        this.producers = producers;
    }

    /** Work that begins the Kafka transaction when it first needs it. */
    @FunctionalInterface
    interface Work<T> {
        T with(KafkaTransaction kafka) throws Exception;
    }

    /** How each of the two ended. */
    record Ending<T>(Outcome<T> database, KafkaTransaction kafka) {
        End end() {
            State sent = kafka.state();
            return database.fold(
                    value -> End.withRow(sent),
                    cause -> End.withoutRow(sent),
                    cause -> End.withoutRow(sent));
        }

        /** What the work has returned, if the database has committed. */
        Optional<T> value() {
            return database.fold(
                    Optional::of, cause -> Optional.empty(), cause -> Optional.empty());
        }

        /** Why it did not end as it should: the database's reason goes before Kafka's. */
        Cause cause() {
            return KafkaCause.of(
                    database.fold(value -> kafka.failure(), cause -> cause, cause -> cause));
        }
    }

    <T> Ending<T> run(Order order, Work<T> work) {
        KafkaTransaction kafka = new KafkaTransaction(producers, jta, order);
        Outcome<T> database = transactions.run(() -> work.with(kafka));
        return new Ending<>(database, kafka);
    }
}
