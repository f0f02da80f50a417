package dev.lockstep.strategy.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The saga when nothing goes wrong. */
@OnTheStack
class SagaIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private Api publisher;
    private Api operator;

    @BeforeEach
    void useTheSaga() {
        publisher = lockstep.publisher().under("saga");
        operator = lockstep.operator().under("saga");
    }

    @Test
    void aPublishedEventIsStoredAndDeliveredOnce() throws Exception {
        assertThat(publisher.publish(Api.event("one")).status()).isEqualTo(201);
        assertThat(publisher.publish(Api.event("one")).status()).as("a repeat").isEqualTo(200);
        assertThat(publisher.publish(Api.event("one", "bob", "Other", "words")).status())
                .as("other content")
                .isEqualTo(409);
        lockstep.awaitQuiet();

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly("one");
        assertThat(sides.deliveries()).containsExactly("one");
        assertThat(sides.cancelled()).isEmpty();
        assertThat(lockstep.topics().committed(Topics.EVENTS)).hasSize(1);
    }

    @Test
    void drainedLettersAreStoredAndGone() throws Exception {
        lockstep.topics()
                .deadLetters(
                        List.of(
                                Api.event("a"),
                                Api.event("b"),
                                "not an event",
                                Api.event("a"),
                                Api.event("c")));

        assertThat(operator.drain(10, 2).status()).isEqualTo(200);
        lockstep.awaitQuiet();

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(sides.deadLetters()).isEmpty();
        assertThat(lockstep.topics().committed(Topics.INVALID)).hasSize(1);
    }
}
