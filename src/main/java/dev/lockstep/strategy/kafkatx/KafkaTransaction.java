package dev.lockstep.strategy.kafkatx;

import dev.lockstep.strategy.kafkatx.State.Event;
import dev.lockstep.strategy.kafkatx.TransactionalProducers.Lent;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A Kafka transaction that ends with the JTA transaction it was begun in. Everything is sent and
 * acknowledged before the first of the two commits, so that between them there is one request to
 * Kafka and nothing else that could fail. That is the window. How far it came is told by its {@link
 * State}.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-98">KIP-98, transactions</a>
 */
final class KafkaTransaction implements Synchronization {
    private static final Logger LOG = Logger.getLogger(KafkaTransaction.class);
    private static final long COMMIT_PATIENCE_NANOS = Duration.ofSeconds(12).toNanos();

    private final TransactionalProducers producers;
    private final TransactionSynchronizationRegistry jta;
    private final Order order;
    private final List<Future<?>> sent = new ArrayList<>();
    private Lent lent;
    private State state = State.NOT_BEGUN;
    private KafkaException failure;

    KafkaTransaction(
            TransactionalProducers producers, TransactionSynchronizationRegistry jta, Order order) {
        this.producers = producers;
        this.jta = jta;
        this.order = order;
    }

    /** Begins it, and joins it to the JTA transaction of this thread. */
    synchronized void begin() {
        lent = producers.take();
        try {
            lent.producer().beginTransaction();
            jta.registerInterposedSynchronization(this);
        } catch (RuntimeException e) {
            producers.discard(lent);
            throw e;
        }
        moves(Event.BEGUN);
    }

    synchronized State state() {
        return state;
    }

    /** Why it is not committed; null if nothing failed. */
    synchronized KafkaException failure() {
        return failure;
    }

    synchronized void send(ProducerRecord<byte[], byte[]> message) {
        requireOpen();
        sent.add(lent.producer().send(message));
    }

    /** Removes letters from a topic: the group's offsets become part of the transaction. */
    synchronized void removeUpTo(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        requireOpen();
        lent.producer().sendOffsetsToTransaction(offsets, group);
    }

    /** Before the database commits. What fails here rolls the database back. */
    @Override
    public synchronized void beforeCompletion() {
        awaitAcknowledgements();
        if (order == Order.KAFKA_FIRST) {
            commitKafka();
        }
    }

    /**
     * After the database has committed or rolled back. If the JTA transaction was too slow, it ends
     * in a thread of the transaction manager, while the caller's is still at work: that must not go
     * on with a producer that is somebody else's by now.
     */
    @Override
    public synchronized void afterCompletion(int databaseStatus) {
        if (order == Order.DATABASE_FIRST && databaseStatus == Status.STATUS_COMMITTED) {
            commitAfterTheDatabase();
        }
        if (state == State.OPEN) {
            abort();
        }
        if (state.leavesProducerUsable()) {
            producers.giveBack(lent);
        } else {
            producers.discard(lent);
        }
    }

    private void moves(Event event) {
        state = state.after(event);
    }

    private void requireOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("The transaction has ended: it took too long");
        }
    }

    private void awaitAcknowledgements() {
        try {
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    /** Nothing thrown here would reach the caller: it asks {@link #state()}. */
    private void commitAfterTheDatabase() {
        try {
            commitKafka();
        } catch (KafkaException e) {
            LOG.errorf("The database has committed, Kafka has not: %s", e.getMessage());
        }
    }

    /**
     * A commit that timed out may be asked for again. If the first answer is any other failure, it
     * is not committed; after a time-out it may be, and the failure be about the repeat alone.
     */
    private void commitKafka() {
        long deadline = System.nanoTime() + COMMIT_PATIENCE_NANOS;
        while (state != State.COMMITTED) {
            try {
                lent.producer().commitTransaction();
                moves(Event.COMMITTED);
            } catch (TimeoutException e) {
                failure = e;
                moves(Event.COMMIT_NOT_ANSWERED);
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (KafkaException e) {
                failure = e;
                moves(Event.COMMIT_REFUSED);
                throw e;
            }
        }
    }

    /** A producer that was fenced cannot even abort; whoever fenced it has. */
    private void abort() {
        try {
            lent.producer().abortTransaction();
            moves(Event.ABORTED);
        } catch (KafkaException e) {
            LOG.debugf("Kafka aborts a transaction by itself: %s", e.getMessage());
            failure = failure == null ? e : failure;
            moves(Event.ABORT_NOT_ANSWERED);
        }
    }
}
