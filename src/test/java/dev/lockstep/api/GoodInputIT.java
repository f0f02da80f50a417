package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Input at the edge of what is allowed: it is stored as it was sent, delivered once, and read back
 * the same.
 */
@OnTheStack
class GoodInputIT {
    private static final int LARGEST_BODY = 65_536;

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @ParameterizedTest(name = "an event with {argumentSetName} is stored, delivered and read back")
    @MethodSource
    void isKeptToTheCharacter(String id, String recipient, String title, String body)
            throws IOException {
        String event = Api.event(id, recipient, title, body);

        Api.Answer answer = lockstep.publisher().publish(event);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(id);
        assertThat(lockstep.sides().deliveries()).containsExactly(id);
        JsonObject stored = readBack(answer);
        assertThat(stored.getString("id")).isEqualTo(id);
        assertThat(stored.getString("recipient")).isEqualTo(recipient);
        assertThat(stored.getString("title")).isEqualTo(title);
        assertThat(stored.getString("body")).isEqualTo(body);
        assertThat(stored.getString("strategy")).isEqualTo("xa");
        assertThat(stored.getJsonArray("deliveries")).hasSize(1);
    }

    static Stream<Arguments> isKeptToTheCharacter() {
        return Stream.of(
                edge("an id of one character", "x", "t"),
                edge("an id of 128 characters", "x".repeat(128), "t"),
                edge("an id of every kind of character", "A.z_9:~@+=-", "t"),
                argumentSet(
                        "texts of exactly their limits",
                        "full",
                        "r".repeat(256),
                        "t".repeat(256),
                        "b".repeat(4_096)),
                argumentSet(
                        "as many emojis as fit",
                        "emojis",
                        "\ud83d\udce3".repeat(128),
                        "\ud83d\udce3".repeat(128),
                        "\ud83d\udce3".repeat(2_048)),
                edge(
                        "an emoji of seven characters",
                        "family",
                        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"),
                edge(
                        "right-to-left text",
                        "rtl",
                        "\u05e9\u05dc\u05d5\u05dd \u202eabc\u202c \u0645\u0631\u062d\u0628\u0627"),
                edge("combining characters", "combining", "e\u0301 \u00e9 o\u0302\u0323"),
                edge("Chinese", "chinese", "\u63a8\u9001\u901a\u77e5"),
                edge("line breaks, tabs and quotes", "controls", "a\r\n\t\"\\/\b\f\u0001\u007f"),
                edge("spaces around", "spaces", "  t  "),
                edge("separators that JavaScript stumbles on", "separators", "\u2028\u2029\ufeff"),
                edge("SQL", "sql", "'; DROP TABLE push_event; --"),
                edge("markup", "markup", "<script>alert('&amp;')</script>"),
                edge("something like an expression", "expression", "${7*7} #{7*7} %s %n {0}"));
    }

    @Test
    void anEventWithoutAnIdGetsAUuidAndALocation() throws IOException {
        String event = "{\"recipient\":\"r\",\"title\":\"t\",\"body\":\"b\"}";

        Api.Answer first = lockstep.publisher().publish(event);
        Api.Answer second = lockstep.publisher().publish(event);

        String id = first.json().getString("id");
        assertThat(first.status()).isEqualTo(201);
        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(readBack(first).getString("id")).isEqualTo(id);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().getString("id")).isNotEqualTo(id);
    }

    @Test
    void membersThatNobodyKnowsAreIgnored() throws IOException {
        String event =
                "{\"x\":{\"y\":[1,null,{}],\"y\":2},\"strategy\":\"saga\",\"createdAt\":7,\"n\":1e400,"
                        + Api.event("extra").substring(1);

        Api.Answer answer = lockstep.publisher().publish(event);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(readBack(answer).keySet())
                .containsExactlyInAnyOrder(
                        "id", "recipient", "title", "body", "strategy", "createdAt", "deliveries");
        assertThat(answer.json().getString("strategy")).isEqualTo("xa");
    }

    @Test
    void aBodyOfExactly64KiBIsRead() throws IOException {
        String event = Api.event("large");

        Api.Answer answer =
                lockstep.publisher().publish(event + " ".repeat(LARGEST_BODY - event.length()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void aContentTypeWithACharsetIsRead() throws IOException {
        Api.Answer answer =
                lockstep.publisher()
                        .send(
                                lockstep.publisher()
                                        .request("/api/xa/push-events")
                                        .header("Content-Type", "application/json; charset=utf-8")
                                        .header("Accept", "application/*;q=0.5")
                                        .POST(BodyPublishers.ofString(Api.event("charset")))
                                        .build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @Test
    void aRepeatIsAnsweredTheSameAndSendsNothing() throws IOException {
        Api.Answer first = lockstep.publisher().publish(Api.event("again"));
        lockstep.awaitDelivered();

        Api.Answer repeat = lockstep.publisher().publish(Api.event("again"));
        Api.Answer otherwise =
                lockstep.publisher()
                        .publish(
                                " { \"body\":\"\\u0042ody of again\", \"id\":\"again\",\n"
                                        + "\"title\":\"Title of again\", \"recipient\":\"ann@example.org\"} ");

        lockstep.awaitDelivered();
        assertThat(List.of(repeat.status(), otherwise.status())).containsExactly(200, 200);
        assertThat(stored(repeat)).isEqualTo(stored(first));
        assertThat(stored(otherwise)).isEqualTo(stored(first));
        assertThat(location(repeat)).isEqualTo(location(first));
        assertThat(lockstep.sides().rows()).containsExactly("again");
        assertThat(lockstep.sides().deliveries()).containsExactly("again");
    }

    @Test
    void bothRolesMayRead() throws IOException {
        lockstep.publisher().publish(Api.event("read"));

        for (Api reader : List.of(lockstep.publisher(), lockstep.operator())) {
            assertThat(reader.find("read").status()).isEqualTo(200);
            assertThat(reader.send(reader.request("/api/strategies").build()).text())
                    .contains("\"name\":\"xa\"");
        }
    }

    @Test
    void aDrainTakesAsManyAsItIsTold() throws IOException {
        lockstep.queues().deadLetters(List.of(Api.event("1"), Api.event("2"), Api.event("3")));

        assertDrained(lockstep.operator().drain(1, 1), 1, 1, 2);
        assertDrained(lockstep.operator().drain(100_000, 1_000), 2, 1, 0);
        assertDrained(lockstep.operator().drain(100_000, 1_000), 0, 0, 0);
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("1", "2", "3");
    }

    private static void assertDrained(
            Api.Answer answer, int settled, int transactions, int remaining) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(settled);
        assertThat(answer.json().getInt("transactions")).isEqualTo(transactions);
        assertThat(answer.json().getInt("remaining")).isEqualTo(remaining);
    }

    private static Arguments edge(String what, String id, String text) {
        return argumentSet(what, id, text, text, text);
    }

    private JsonObject readBack(Api.Answer published) throws IOException {
        String root = lockstep.stack().wildfly().httpUrl();
        assertThat(location(published).toString()).startsWith(root + "/api/push-events/");
        String path = location(published).toString().substring(root.length());
        Api.Answer found =
                lockstep.operator().send(lockstep.operator().request(path).GET().build());
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        return found.json();
    }

    private static URI location(Api.Answer answer) {
        return answer.response().headers().firstValue("Location").map(URI::create).orElseThrow();
    }

    /** What is stored of an event; its deliveries come later. */
    private static JsonObject stored(Api.Answer answer) {
        return Json.createObjectBuilder(answer.json()).remove("deliveries").build();
    }
}
