package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.ThroughRelays;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The network between the server and Kafka is cut under a publish. Timeline: a publish succeeds, so
 * that a producer with a connection lies in the pool; the network is cut; the next publish is
 * refused in bounded time; the network is mended and what was held arrives, late; nothing of the
 * refused publish becomes visible, and its repeat succeeds.
 */
@Tag("longer")
@OnTheStack
class KafkaCutOffIT {
    @RegisterExtension private static final ThroughRelays RELAYS = new ThroughRelays();
    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final Api publisher = lockstep.publisher().under("kafka-tx");

    @ParameterizedTest(name = "{0}")
    @EnumSource(Direction.class)
    void underPublishLeavesNothingAndPublishWorksOnceMended(Direction direction)
            throws IOException {
        assertThat(publish("before").status()).isEqualTo(201);
        lockstep.awaitQuiet();

        lockstep.stack().relays().to(Role.KAFKA).forEach(relay -> relay.cut(direction));
        Answer answer = publish("cut");
        lockstep.stack().relays().mend();

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        lockstep.awaitReady();
        assertThat(lockstep.sides().rows()).containsExactly("before");
        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .extracting(Seen::id)
                .doesNotContain("cut");
        assertThat(publish("cut").status()).isEqualTo(201);
        lockstep.awaitNoOpenTransaction();
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("before", "cut");
        lockstep.assertNoAnomalies(Histories.acknowledged("before", "cut"));
    }

    private Answer publish(String id) throws IOException {
        return publisher.publish(Api.event(id));
    }
}
