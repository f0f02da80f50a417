package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Dead letters whose id is not new. With the content that is stored they are duplicates: settled,
 * and that is all. With other content they are poison: the first stays stored, they are set aside.
 */
@OnTheStack
class RepeatedDeadLettersIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void anIdThatIsStoredWithOtherContentIsPoison() throws IOException {
        lockstep.publisher().publish(Api.event("stored"));
        String other = Api.event("stored", "ann@example.org", "Other title", "Body of stored");
        lockstep.queues().deadLetters(List.of(Api.event("first"), other, Api.event("last")));

        Api.Answer answer = lockstep.operator().drain(10, 10);

        assertSettled(answer, 3);
        assertThat(lockstep.queues().browse(Queues.INVALID))
                .containsExactly(
                        new Seen(null, other, "id stored is already stored with other content"));
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("stored", "first", "last");
        assertThat(title("stored")).isEqualTo("Title of stored");
    }

    @ParameterizedTest(name = "of two contents under one id the first is saved, by {0}")
    @ValueSource(ints = {1, 10})
    void ofTwoContentsUnderOneIdTheFirstIsSaved(int batch) throws IOException {
        // Over 100 KB in the broker's own encoding: also a large message must survive.
        String other = Poison.padded(Api.event("one", "r", "Second title", "b"), 60_000);
        lockstep.queues()
                .deadLetters(List.of(Api.event("one"), other, Api.event("two"), Api.event("one")));

        Api.Answer answer = lockstep.operator().drain(10, batch);

        assertSettled(answer, 4);
        assertThat(lockstep.queues().browse(Queues.INVALID))
                .containsExactly(
                        new Seen(null, other, "id one is already stored with other content"));
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("one", "two");
        assertThat(title("one")).isEqualTo("Title of one");
    }

    @ParameterizedTest(name = "duplicates are settled and stored once, by {0}")
    @ValueSource(ints = {1, 10})
    void duplicatesAreSettledAndStoredOnce(int batch) throws IOException {
        lockstep.publisher().publish(Api.event("stored"));
        String reordered =
                "{\"title\":\"Title of new\",\"extra\":1,\"body\":\"Body of new\","
                        + "\"recipient\":\"ann@example.org\",\"id\":\"new\"}";
        lockstep.queues()
                .deadLetters(
                        List.of(
                                Api.event("stored"),
                                Api.event("new"),
                                Api.event("new"),
                                reordered,
                                Api.event("stored")));

        Api.Answer answer = lockstep.operator().drain(10, batch);

        assertSettled(answer, 5);
        lockstep.awaitDelivered();
        assertThat(lockstep.queues().browse(Queues.INVALID)).isEmpty();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("stored", "new");
        assertThat(lockstep.sides().deliveries()).containsExactly("stored");
        assertThat(lockstep.sides().deadLetters()).isEmpty();
    }

    private static void assertSettled(Api.Answer answer, int settled) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(settled);
        assertThat(answer.json().getInt("remaining")).isZero();
    }

    private String title(String id) throws IOException {
        return lockstep.operator().find(id).json().getString("title");
    }
}
