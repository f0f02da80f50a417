package dev.lockstep.strategy.kafkatx;

import dev.lockstep.part.StorageReady;
import dev.lockstep.part.kafka.KafkaClients;
import dev.lockstep.settings.Node;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jboss.logging.Logger;

/**
 * A pool of transactional producers: a producer runs one transaction at a time. Their transactional
 * ids are this server's own and the same after a restart, {@code <node>-tx-<n>}, so that whoever
 * takes one up again fences the former holder and aborts what it left open.
 */
@ApplicationScoped
public class TransactionalProducers {
    private static final Logger LOG = Logger.getLogger(TransactionalProducers.class);

    /** Longer than a JTA transaction (20 s), so that the database decides first. */
    private static final int TRANSACTION_TIMEOUT_MILLISECONDS = 25_000;

    private final KafkaClients clients;
    private final Node node;
    private final PriorityBlockingQueue<Lent> idle =
            new PriorityBlockingQueue<>(8, Comparator.comparing(Lent::number));
    private final PriorityBlockingQueue<Integer> freeNumbers = new PriorityBlockingQueue<>();
    private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    @Inject
    public TransactionalProducers(KafkaClients clients, Node node) {
        this.clients = clients;
        this.node = node;
    }

    /** A producer and its number in the pool. */
    record Lent(int number, Producer<byte[], byte[]> producer) {}

    /**
     * Aborts what this server's former self left open: until then read_committed consumers wait. An
     * id that a publish has taken up already is settled by that, and no longer the former self's.
     */
    void abortLeftovers(@Observes StorageReady ready) {
        try (Admin admin = clients.admin()) {
            Set<TransactionState> open = Set.of(TransactionState.ONGOING);
            List<Integer> left =
                    admin
                            .listTransactions(new ListTransactionsOptions().filterStates(open))
                            .all()
                            .get(5, TimeUnit.SECONDS)
                            .stream()
                            .map(TransactionListing::transactionalId)
                            .filter(id -> id.matches(Pattern.quote(prefix()) + "\\d{1,9}"))
                            .map(id -> Integer.valueOf(id.substring(prefix().length())))
                            .filter(inUse::add)
                            .toList();
            abort(admin, left);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf(
                    "Kafka transactions that this server left open end by their own time-out of %d ms: %s",
                    TRANSACTION_TIMEOUT_MILLISECONDS, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abort(Admin admin, List<Integer> left)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            List<String> ids = left.stream().map(number -> prefix() + number).toList();
            admin.fenceProducers(ids).all().get(5, TimeUnit.SECONDS);
        } finally {
            freeNumbers.addAll(left);
        }
        if (!left.isEmpty()) {
            LOG.infof("Aborted %d Kafka transactions that were left open", left.size());
        }
    }

    /**
     * Lends a producer, to be given back or discarded. A number that was given up goes before an
     * idle producer: taking its id up again aborts what may be open under it, for which
     * read_committed consumers would wait until its time-out.
     */
    Lent take() {
        Integer free = freeNumbers.poll();
        if (free != null) {
            return create(free);
        }
        Lent lent = idle.poll();
        return lent != null ? lent : create(newNumber());
    }

    void giveBack(Lent lent) {
        idle.add(lent);
    }

    /** Ends a producer that was fenced or whose transaction could not be ended. */
    void discard(Lent lent) {
        lent.producer().close(Duration.ZERO);
        freeNumbers.add(lent.number());
    }

    @PreDestroy
    void end() {
        for (Lent lent = idle.poll(); lent != null; lent = idle.poll()) {
            lent.producer().close(Duration.ofSeconds(1));
        }
    }

    private int newNumber() {
        int number = numbers.getAndIncrement();
        while (!inUse.add(number)) {
            number = numbers.getAndIncrement();
        }
        return number;
    }

    private Lent create(int number) {
        String id = prefix() + number;
        Lent lent =
                new Lent(
                        number,
                        clients.producer(
                                "tx-" + number,
                                Map.of(
                                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                        id,
                                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                        TRANSACTION_TIMEOUT_MILLISECONDS)));
        try {
            lent.producer().initTransactions();
            return lent;
        } catch (RuntimeException e) {
            discard(lent);
            throw e;
        }
    }

    private String prefix() {
        return node.name() + "-tx-";
    }
}
