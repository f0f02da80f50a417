package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.support.Deployments;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.Planted;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * With {@code lockstep.kafka-tx.first=kafka} Kafka commits first, and a database that then refuses
 * its own commit leaves the two apart, without anything being killed. Timeline: the server is
 * restarted with the setting, the database is made to refuse at its commit, a publish leaves a
 * phantom and says so, a drain loses its letters and says so, the refusal is taken out, and what
 * can be mended is mended as the answer said.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class KafkaFirstIT {
    private static final String EVENT = "phantom";
    private static final List<String> LETTERS = List.of("lost-1", "lost-2", "lost-3");

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final Api publisher = lockstep.publisher().under("kafka-tx");
    private ServerProcess server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war();
    }

    @BeforeEach
    void kafkaFirst() {
        server = lockstep.stack().wildfly().process();
        restartServer(Map.of("LOCKSTEP_KAFKA_TX_FIRST", "kafka"));
    }

    @AfterEach
    void databaseFirst() {
        restartServer(Map.of());
    }

    @Test
    void databaseThatRefusesAtCommitLeavesPhantomAndLostOnesWhichAreNamed() throws IOException {
        publishWorks();
        try (Planted refusal = Planted.refusedPrepare(lockstep, "23503")) {
            publishLeavesAPhantom();
            drainLosesItsLetters();
        }
        repeatStoresTheRowOfThePhantom();
    }

    private void publishWorks() throws IOException {
        assertThat(publisher.publish(Api.event("whole")).status()).isEqualTo(201);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("whole");
    }

    private void publishLeavesAPhantom() throws IOException {
        Answer answer = publisher.publish(Api.event(EVENT));

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(answer.json().getString("id")).isEqualTo(EVENT);
        assertThat(answer.json().getString("detail"))
                .startsWith("The message of this event is sent and cannot be taken back");
        lockstep.awaitQuiet();
        Map<Anomaly, Set<String>> anomalies =
                Audit.judge(
                        new Audit.History(Set.of("whole"), Set.of(), Set.of(EVENT), Set.of()),
                        lockstep.sides());
        assertThat(anomalies.remove(Anomaly.PHANTOM)).containsExactly(EVENT);
        assertThat(anomalies).allSatisfy((kind, ids) -> assertThat(ids).as(kind.kind()).isEmpty());
    }

    private void drainLosesItsLetters() throws IOException {
        Log log = Log.ofServer(lockstep);
        lockstep.topics().deadLetters(LETTERS.stream().map(Api::event).toList());

        Answer answer = lockstep.operator().under("kafka-tx").drain(100, 100);

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(log.lines("Dead letters are lost")).hasSize(1);
        Map<Anomaly, Set<String>> anomalies =
                Audit.judge(
                        new Audit.History(Set.of(), Set.of(), Set.of(), Set.copyOf(LETTERS)),
                        lockstep.sides());
        assertThat(anomalies.get(Anomaly.LOST)).containsExactlyElementsOf(LETTERS);
    }

    /**
     * As the answer said: the row is stored, and a second message sent, which the inbox absorbs.
     */
    private void repeatStoresTheRowOfThePhantom() throws IOException {
        assertThat(publisher.publish(Api.event(EVENT)).status()).isEqualTo(201);
        lockstep.awaitQuiet();

        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .extracting(Seen::id)
                .containsExactlyInAnyOrder("whole", EVENT, EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("whole", EVENT);
        assertThat(lockstep.sides().absorbed()).containsExactly(EVENT);
    }

    private void restartServer(Map<String, String> environment) {
        lockstep.stack().wildfly().environment(environment);
        server.kill();
        server.launch();
        lockstep.awaitReady();
    }
}
