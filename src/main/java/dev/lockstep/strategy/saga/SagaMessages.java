package dev.lockstep.strategy.saga;

import dev.lockstep.kafka.KafkaClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends without a transaction: when it returns, the broker has the messages. */
@ApplicationScoped
public class SagaMessages {
    private final KafkaClients clients;
    private Producer<byte[], byte[]> producer;

    @Inject
    public SagaMessages(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * @throws Exception if any was not acknowledged; it may be there all the same, or come late
     */
    void send(Collection<ProducerRecord<byte[], byte[]>> messages) throws Exception {
        List<Future<?>> sent = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> message : messages) {
            sent.add(producer().send(message));
        }
        for (Future<?> each : sent) {
            each.get();
        }
    }

    /** Made when first needed: it would look for a broker that may be away. */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = clients.producer(SagaStrategy.NAME, Map.of());
        }
        return producer;
    }

    @PreDestroy
    synchronized void end() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(3));
        }
    }
}
