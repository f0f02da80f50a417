package dev.lockstep.part.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PoisonRecord;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records in the topic of dead letters that can never become a push event are set aside byte by
 * byte, and those behind them in the same partition are drained.
 */
@OnTheStack
class PoisonedLettersIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @ParameterizedTest(name = "{0} sets every poisoned letter aside whole and drains the good ones")
    @ValueSource(strings = {"kafka-tx", "outbox"})
    void setsEveryPoisonedLetterAsideWholeAndDrainsTheGoodOnes(String strategy) throws IOException {
        lockstep.topics().send(List.of(good("first")));
        lockstep.topics().send(PoisonRecord.all(Topics.DEAD_LETTERS));
        lockstep.topics().send(List.of(good("last")));

        Api.Answer answer = lockstep.operator().under(strategy).drain(100, 4);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(2 + PoisonRecord.values().length);
        assertThat(answer.json().getInt("remaining")).isZero();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("first", "last");
        assertThat(lockstep.topics().waiting(Topics.DEAD_LETTERS, Topics.DRAIN)).isEmpty();
        PoisonRecord.assertSetAside(lockstep.topics());
    }

    private static ProducerRecord<byte[], byte[]> good(String id) {
        byte[] event = Topics.record(Topics.DEAD_LETTERS, Api.event(id)).value();
        return new ProducerRecord<>(Topics.DEAD_LETTERS, 0, null, event);
    }
}
