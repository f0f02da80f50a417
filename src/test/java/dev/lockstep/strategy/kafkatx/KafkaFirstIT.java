package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Under {@code kafka-tx-kafka-first} a database that refuses its own commit, which comes second,
 * leaves the two apart, without anything being killed. Timeline: the database is made to refuse at
 * its commit, a publish leaves a phantom and says so, a drain loses its letters and says so, the
 * refusal is taken out, and what can be mended is mended as the answer said.
 */
@OnTheStack
class KafkaFirstIT {
    private static final String EVENT = "phantom";
    private static final List<String> LETTERS = List.of("lost-1", "lost-2", "lost-3");

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final Api publisher = lockstep.publisher().under("kafka-tx-kafka-first");

    @Test
    void databaseThatRefusesAtCommitLeavesPhantomAndLostOnesWhichAreNamed() throws IOException {
        publishWorks();
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, "23503")) {
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
                        Histories.acknowledged("whole").and(Histories.unknown(EVENT)),
                        lockstep.sides());
        assertThat(anomalies.remove(Anomaly.PHANTOM)).containsExactly(EVENT);
        assertThat(anomalies).allSatisfy((kind, ids) -> assertThat(ids).as(kind.kind()).isEmpty());
    }

    private void drainLosesItsLetters() throws IOException {
        Log log = Log.ofServer(lockstep);
        lockstep.topics().deadLetters(LETTERS.stream().map(Api::event).toList());

        Answer answer = lockstep.operator().under("kafka-tx-kafka-first").drain(100, 100);

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(log.lines("Dead letters are lost")).hasSize(1);
        Map<Anomaly, Set<String>> anomalies =
                Audit.judge(Histories.deadLetters(LETTERS), lockstep.sides());
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
}
