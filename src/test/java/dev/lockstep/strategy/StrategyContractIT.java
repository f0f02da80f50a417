package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What every strategy owes its callers as long as nothing is killed between two of its steps. The
 * strategies are those that the application itself lists: a new one is tested by being registered.
 */
@OnTheStack
class StrategyContractIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @EachStrategy
    void aPublishIsStoredAndDeliveredOnce(String strategy) throws IOException {
        Api.Answer answer = publisher(strategy).publish(Api.event("one"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().getString("strategy")).isEqualTo(strategy);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("one");
        lockstep.assertNoAnomalies(Histories.acknowledged("one"));
        Api.Answer found = publisher(strategy).find("one");
        assertThat(found.json().getString("body")).isEqualTo("Body of one");
        assertThat(found.json().getJsonArray("deliveries")).isNotEmpty();
    }

    @EachStrategy
    void aRepeatIsAnsweredTheSameAndSendsNothing(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("again"));

        Api.Answer repeat = publisher(strategy).publish(Api.event("again"));

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(200);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("again");
        assertThat(lockstep.sides().absorbed()).isEmpty();
    }

    @EachStrategy
    void otherContentUnderAStoredIdIsRefused(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("taken"));

        Api.Answer other = publisher(strategy).publish(Api.event("taken", "bob", "t", "b"));

        assertThat(other.status()).as(other.text()).isEqualTo(409);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("taken");
    }

    @EachStrategy
    void whatIsNoPushEventIsRefusedAndChangesNothing(String strategy) throws IOException {
        for (String bad :
                List.of(
                        "",
                        "[]",
                        "{\"id\":\"x\"}",
                        Api.event("../x"),
                        Api.event("x", "", "t", "b"))) {
            Api.Answer answer = publisher(strategy).publish(bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
        }
        lockstep.awaitQuiet();
        assertThat(lockstep.sides())
                .isEqualTo(
                        new Sides(
                                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                                List.of()));
    }

    @EachStrategy
    void aDrainSavesEveryLetterOnceAndEmptiesTheQueue(String strategy) throws IOException {
        List<String> letters = ids("letter", 25);
        lockstep.deadLetters(strategy, letters.stream().map(Api::event).toList());

        assertDrained(operator(strategy).drain(1000, 10), 25, 3, 0);
        assertDrained(operator(strategy).drain(1000, 10), 0, 0, 0);

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactlyInAnyOrderElementsOf(letters);
        assertThat(sides.deadLetters()).isEmpty();
    }

    @EachStrategy
    void aDrainTakesNoMoreThanItIsAskedFor(String strategy) throws IOException {
        lockstep.deadLetters(strategy, ids("letter", 12).stream().map(Api::event).toList());

        assertDrained(operator(strategy).drain(5, 2), 5, 3, 7);

        assertThat(lockstep.sides().rows()).hasSize(5);
        assertThat(lockstep.sides().deadLetters()).hasSize(7);
        assertDrained(operator(strategy).drain(1000, 100), 7, 1, 0);
        assertThat(lockstep.sides().rows()).hasSize(12).doesNotHaveDuplicates();
    }

    /** Duplicates are settled; what contradicts a stored event is set aside, with the reason. */
    @EachStrategy
    void lettersThatComeTwiceAreKnownByTheirIds(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("published"));
        lockstep.deadLetters(
                strategy,
                List.of(
                        Api.event("published"),
                        Api.event("twice"),
                        Api.event("twice"),
                        Api.event("published", "bob", "other", "content")));

        assertDrained(operator(strategy).drain(1000, 100), 4, 1, 0);

        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("published", "twice");
        assertThat(lockstep.sides().deliveries()).containsExactly("published");
        assertThat(setAside(strategy))
                .singleElement()
                .satisfies(
                        seen -> {
                            assertThat(seen.id()).isEqualTo("published");
                            assertThat(seen.text()).contains("content");
                            assertThat(seen.reason()).contains("already stored");
                        });
    }

    @EachStrategy
    void poisonAmongTheLettersIsSetAsideAndStopsNothing(String strategy) throws IOException {
        lockstep.deadLetters(
                strategy,
                List.of(
                        Api.event("before"),
                        "{\"id\":\"poison\"}",
                        Api.event("poison", "r", "t", "b".repeat(5000)),
                        Api.event("behind")));

        assertDrained(operator(strategy).drain(1000, 2), 4, 2, 0);

        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("before", "behind");
        assertThat(setAside(strategy))
                .hasSize(2)
                .allSatisfy(
                        seen -> {
                            assertThat(seen.id()).isEqualTo("poison");
                            assertThat(seen.reason()).isNotBlank();
                        });
    }

    private Api publisher(String strategy) {
        return lockstep.publisher().under(strategy);
    }

    private Api operator(String strategy) {
        return lockstep.operator().under(strategy);
    }

    private List<Seen> setAside(String strategy) throws IOException {
        return Strategies.isInKafka(strategy)
                ? lockstep.topics().committed(Topics.INVALID)
                : lockstep.queues().browse(Queues.INVALID);
    }

    private static List<String> ids(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
    }

    private static void assertDrained(
            Api.Answer answer, int settled, int transactions, int remaining) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonObject json = answer.json();
        assertThat(
                        List.of(
                                json.getInt("settled"),
                                json.getInt("transactions"),
                                json.getInt("remaining")))
                .containsExactly(settled, transactions, remaining);
    }
}
