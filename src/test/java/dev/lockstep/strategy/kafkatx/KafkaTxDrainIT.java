package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A drain removes letters of several partitions, stores their rows and sets the invalid one aside:
 * in Kafka all of it or nothing. Letters lie in every partition, the invalid one among them.
 */
@OnTheStack
class KafkaTxDrainIT {
    private static final String POISON = "{\"no\": \"push event\"}";
    private static final List<String> IDS =
            IntStream.range(0, 40).mapToObj("letter-%02d"::formatted).toList();

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @BeforeEach
    void fillTheTopic() {
        lockstep.topics().deadLetters(IDS.stream().map(Api::event).toList());
        lockstep.topics().deadLetters(List.of(POISON));
        Set<Integer> partitions =
                new HashSet<>(
                        lockstep.topics()
                                .committed(Topics.DEAD_LETTERS, letter -> letter.partition()));
        assertThat(partitions).as("partitions that letters lie in").hasSizeGreaterThan(3);
    }

    @Test
    void drainStoresRemovesAndSetsAsideInOneTransaction() throws IOException {
        assertDrained(drain(), 1);
    }

    /** The last batch is the smaller one. */
    @Test
    void drainGoesBatchByBatch() throws IOException {
        Answer answer = lockstep.operator().under("kafka-tx").drain(1000, 15);

        assertDrained(answer, 3);
    }

    /** Nothing was sent to Kafka yet. */
    @Test
    void refusedRowLeavesEveryOffsetWhereItWas() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertRefused(drain());
        }
        assertDrained(drain(), 1);
    }

    /** The offsets and the invalid letter are in Kafka's transaction when the database says no. */
    @Test
    void refusedCommitTakesOffsetsAndTheLetterSetAsideBack() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, "23503")) {
            assertRefused(drain());
        }
        assertThat(lockstep.topics().uncommitted(Topics.INVALID))
                .as("set aside, and rolled back")
                .hasSize(1);
        assertDrained(drain(), 1);
    }

    private Answer drain() throws IOException {
        return lockstep.operator().under("kafka-tx").drain(1000, 1000);
    }

    private void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        lockstep.awaitNoOpenTransaction();
        assertThat(lockstep.sides().rows()).isEmpty();
        assertThat(lockstep.sides().deadLetters()).containsExactlyInAnyOrderElementsOf(IDS);
        assertThat(lockstep.topics().waiting(Topics.DEAD_LETTERS, Topics.DRAIN))
                .hasSize(IDS.size() + 1);
        assertThat(lockstep.topics().committed(Topics.INVALID)).isEmpty();
    }

    private void assertDrained(Answer answer, int transactions) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(IDS.size() + 1);
        assertThat(answer.json().getInt("transactions")).isEqualTo(transactions);
        assertThat(answer.json().getInt("remaining")).isZero();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrderElementsOf(IDS);
        assertThat(lockstep.topics().waiting(Topics.DEAD_LETTERS, Topics.DRAIN)).isEmpty();
        assertThat(lockstep.topics().committed(Topics.INVALID))
                .extracting(Seen::text)
                .containsExactly(POISON);
    }
}
