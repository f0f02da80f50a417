package dev.lockstep.torn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.support.Health;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is said of torn events, and which orders about them are refused. Timeline of every test:
 * what a fault would leave is planted, with its entry; somebody asks or orders; nothing of a
 * refused order is found on either side.
 */
@OnTheStack
class TornEventsIT {
    private static final String EVENT = "torn";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final TornTable table = new TornTable(lockstep);

    @Test
    void theOpenOnesAreListedTheOldestFirst() throws IOException {
        table.entry("first", Scenario.DRAIN, Half.NEITHER);
        table.entry("second", Scenario.PUBLISH, Half.ROW_ONLY);

        Answer all = table.list(100);
        assertThat(all.status()).as(all.text()).isEqualTo(200);
        assertThat(all.json().getInt("open")).isEqualTo(2);
        assertThat(table.open())
                .extracting(event -> event.getString("id"))
                .containsExactly("first", "second");
        JsonObject first = table.open().get(0);
        assertThat(first.getString("scenario")).isEqualTo("drain");
        assertThat(first.getString("half")).isEqualTo("NEITHER");
        assertThat(first.getString("cause")).isEqualTo("planted");
        assertThat(first.getString("strategy")).isEqualTo("xa");
        assertThat(first.getString("body")).isEqualTo("Body of first");
        assertThat(first.getInt("ageSeconds")).isCloseTo(60, within(30));
        assertThat(table.list(1).json().getJsonArray("events")).hasSize(1);
        assertThat(table.list(1).json().getInt("open")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many", ""})
    void aListWithoutABoundIsRefused(String max) throws IOException {
        Api caller = lockstep.operator();

        Answer answer = caller.send(caller.request("/api/torn-events?max=" + max).GET().build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @Test
    void readinessNamesThemAndStaysUp() {
        assertThat(lockstep.health("ready").join().problems("torn-events")).isEmpty();
        for (int n = 1; n <= 7; n++) {
            table.entry("torn-" + n, Scenario.PUBLISH, Half.ROW_ONLY);
        }

        Health ready = lockstep.health("ready").join();

        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.problems("torn-events"))
                .contains("7", "torn-1, torn-2, torn-3, torn-4, torn-5")
                .anySatisfy(said -> assertThat(said).matches("\\d+ s"));
    }

    @Test
    void theEventItselfIsNotShownAsWhole() throws IOException {
        table.row(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);
        table.entry("phantom", Scenario.PUBLISH, Half.MESSAGE_ONLY);

        Answer withRow = lockstep.publisher().find(EVENT);
        assertThat(withRow.status()).isEqualTo(200);
        assertThat(withRow.json().getJsonObject("torn").getString("half")).isEqualTo("ROW_ONLY");

        Answer withoutRow = lockstep.publisher().find("phantom");
        assertThat(withoutRow.status()).isEqualTo(404);
        assertThat(withoutRow.json().getString("detail"))
                .contains("is torn: its message exists alone");
    }

    /** An id is an id, whatever strategy it comes by. */
    @ParameterizedTest
    @ValueSource(strings = {"xa", "kafka-tx", "dual-write-db-first", "outbox", "saga"})
    void everyRepeatIsAnsweredTornAndChangesNothing(String strategy) throws IOException {
        table.entry(EVENT, Scenario.PUBLISH, Half.MESSAGE_ONLY);
        Api publisher = lockstep.publisher().under(strategy);

        for (int repeat = 0; repeat < 2; repeat++) {
            Answer answer = publisher.publish(Api.event(EVENT));
            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.json().getString("id")).isEqualTo(EVENT);
            assertThat(answer.json().getString("detail"))
                    .contains("an operator has to mend it")
                    .hasSizeLessThan(300);
        }
        Answer other = publisher.publish(Api.event(EVENT, "ann@example.org", "Other", "Other"));
        assertThat(other.status()).as(other.text()).isEqualTo(409);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).isEmpty();
    }

    static Stream<Arguments> ordersThatWouldMakeItWorse() {
        return Stream.of(
                argumentSet("a second row", Scenario.PUBLISH, Half.ROW_ONLY, Verb.STORE_AGAIN),
                argumentSet("a message of no row", Scenario.PUBLISH, Half.NEITHER, Verb.SEND_AGAIN),
                argumentSet("a drained event sent", Scenario.DRAIN, Half.NEITHER, Verb.SEND_AGAIN),
                argumentSet("a drain stored twice", Scenario.DRAIN, Half.BOTH, Verb.STORE_AGAIN),
                argumentSet("a drain sent", Scenario.DRAIN, Half.BOTH, Verb.SEND_AGAIN));
    }

    @ParameterizedTest(name = "{argumentSetName} is refused")
    @MethodSource
    void ordersThatWouldMakeItWorse(Scenario scenario, Half half, Verb verb) throws IOException {
        if (half == Half.ROW_ONLY || half == Half.BOTH) {
            table.row(EVENT);
        }
        if (half == Half.BOTH) {
            table.letter(EVENT);
        }
        table.entry(EVENT, scenario, half);

        assertRefused(verb, "would not mend this event", half);
    }

    @Test
    void whatIsDeliveredIsNotTakenBack() throws IOException {
        table.delivery(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.MESSAGE_ONLY);

        assertRefused(Verb.TAKE_BACK, "has been delivered", Half.MESSAGE_ONLY);
    }

    /** The operator decided by what the entry said, and that is no longer so. */
    @Test
    void whatHasChangedSinceIsDecidedAgain() throws IOException {
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);

        assertRefused(Verb.SEND_AGAIN, "has changed", Half.NEITHER);
        assertThat(table.mend(EVENT, Verb.TAKE_BACK).status()).isEqualTo(200);
        assertThat(table.open()).isEmpty();
    }

    @Test
    void whatIsWholeByNowIsClosedAndNothingElseIsDone() throws IOException {
        table.row(EVENT);
        table.delivery(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);

        Answer answer = table.mend(EVENT, Verb.SEND_AGAIN);

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().getString("detail")).contains("is whole by now");
        assertThat(table.open()).isEmpty();
        assertThat(table.audit(EVENT)).hasSize(1);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"reason\": 1}",
                "{\"reason\": null}",
                "{\"reason\": \" \"}",
                "{\"reason\": \"a\\u0000b\"}",
                "{\"reason\": "
            })
    void anOrderWithoutAReasonIsRefused(String body) throws IOException {
        table.entry(EVENT, Scenario.DRAIN, Half.NEITHER);

        assertOrder(lockstep.operator(), EVENT, "take-back", body, 400);
    }

    @Test
    void ordersThatNobodyMayGiveOrThatMeanNothingAreRefused() throws IOException {
        table.entry(EVENT, Scenario.DRAIN, Half.NEITHER);
        String reason = "{\"reason\": \"test\"}";
        Api nobody = new Api(lockstep.stack().wildfly().httpUrl(), "nobody", "wrong");

        assertOrder(nobody, EVENT, "take-back", reason, 401);
        assertOrder(lockstep.publisher(), EVENT, "take-back", reason, 403);
        assertOrder(lockstep.operator(), "unknown", "take-back", reason, 404);
        assertOrder(lockstep.operator(), "-not-an-id", "take-back", reason, 404);
        assertOrder(lockstep.operator(), EVENT, "forget", reason, 404);
        String tooLong = "{\"reason\": \"%s\"}".formatted("x".repeat(1_001));
        assertOrder(lockstep.operator(), EVENT, "take-back", tooLong, 400);
    }

    private void assertRefused(Verb verb, String says, Half now) throws IOException {
        List<String> rows = lockstep.sides().rows();
        List<String> letters = lockstep.sides().deadLetters();

        Answer answer = table.mend(EVENT, verb);

        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().getString("detail")).contains(says).hasSizeLessThan(300);
        assertThat(table.open())
                .extracting(event -> event.getString("half"))
                .containsExactly(now.name());
        assertThat(lockstep.sides().rows()).isEqualTo(rows);
        assertThat(lockstep.sides().deadLetters()).isEqualTo(letters);
        assertThat(table.audit(EVENT)).isEmpty();
    }

    private void assertOrder(Api caller, String id, String verb, String body, int status)
            throws IOException {
        Answer answer = table.order(caller, id, verb, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().getInt("status")).isEqualTo(status);
        assertThat(table.open()).hasSize(1);
        assertThat(table.audit(id)).isEmpty();
    }
}
