package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.OwnTopic;
import dev.lockstep.support.StackSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of Kafka. Timeline: a record is acknowledged and another lies in an open transaction; the
 * broker is killed; the supervisor starts it again; the acknowledged record is there, the other is
 * still undecided, and its producer, which knows nothing of the kill, commits it.
 */
class KafkaKilledIT {
    private final Stack stack = StackSession.stack();

    @Test
    void itComesBackWithWhatItAcknowledgedAndWithWhatIsUndecided() throws IOException {
        ServerProcess kafka = stack.kafka().process();
        String bootstrap = stack.kafka().bootstrap();
        try (Topics topics = new Topics(bootstrap);
                OwnTopic own = new OwnTopic(bootstrap);
                KafkaProducer<byte[], byte[]> producer = own.transactionalProducer()) {
            topics.send(List.of(Topics.record(own.name(), "{\"id\":\"acknowledged\"}")));
            producer.beginTransaction();
            producer.send(Topics.record(own.name(), "{\"id\":\"undecided\"}"));
            producer.flush();

            long before = kafka.pid();
            kafka.killAndLetRestart();
            await("the supervisor has started it again")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> kafka.isRunning() && kafka.pid() != before);
            kafka.awaitReady();

            assertThat(properties().getProperty("kafka.pid")).isEqualTo(Long.toString(kafka.pid()));
            assertThat(topics.committed(own.name()))
                    .extracting(Seen::id)
                    .containsExactly("acknowledged");
            assertThat(topics.openTransactions()).containsExactly(own.name());

            producer.commitTransaction();

            await("the transaction is settled").until(() -> topics.openTransactions().isEmpty());
            assertThat(topics.committed(own.name()))
                    .extracting(Seen::id)
                    .containsExactlyInAnyOrder("acknowledged", "undecided");
        }
    }

    private Properties properties() throws IOException {
        Path file = stack.layout().project().resolve("target/it-stack.properties");
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
