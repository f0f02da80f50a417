package dev.lockstep.part.kafka;

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

/** Sends without a transaction of Kafka: when it returns, the broker has the messages. */
@ApplicationScoped
public class AcknowledgedMessages {
    private final KafkaClients clients;
    private Producer<byte[], byte[]> producer;

    @Inject
    public AcknowledgedMessages(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * @throws Exception if any was not acknowledged; it may be there all the same, or come late
     */
    public void send(Collection<ProducerRecord<byte[], byte[]>> messages) throws Exception {
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
            producer = clients.producer("messages", Map.of());
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
