package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.OnTheStack;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JSON objects that are no push event for one of their members. Each is refused with 400, or 409
 * where the id belongs to another event, by a problem that names the member.
 */
@OnTheStack
class BadMembersIT {
    private static final Map<String, Integer> LIMITS =
            Map.of("recipient", 256, "title", 256, "body", 4096);

    @RegisterExtension private static final BadRequests BAD = new BadRequests();

    @ParameterizedTest(name = "a {argumentSetName} is refused")
    @MethodSource({"texts", "ids"})
    void badMember(String member, String json) throws IOException {
        Api.Answer answer = BAD.assertRefused(publish(event(member, json)), 400);

        assertThat(answer.json().getString("detail"))
                .startsWith("The push event is refused, nothing was changed: " + member + " ");
    }

    static Stream<Arguments> texts() {
        return Stream.of("recipient", "title", "body").flatMap(BadMembersIT::texts);
    }

    private static Stream<Arguments> texts(String member) {
        int limit = LIMITS.get(member);
        return Stream.of(
                argumentSet(member + " that is missing", member, ""),
                argumentSet(member + " that is null", member, "null"),
                argumentSet(member + " that is a number", member, "1"),
                argumentSet(member + " that is true", member, "true"),
                argumentSet(member + " that is an object", member, "{\"" + member + "\":\"x\"}"),
                argumentSet(member + " that is an array", member, "[\"x\"]"),
                argumentSet(member + " that is empty", member, "\"\""),
                argumentSet(member + " that is blank", member, "\" \\t\\n \""),
                argumentSet(
                        member + " that is one character too long",
                        member,
                        text("x".repeat(limit + 1))),
                argumentSet(member + " that is far too long", member, text("x".repeat(60_000))),
                argumentSet(member + " with a NUL", member, "\"a\\u0000b\""),
                argumentSet(member + " with the first half of a pair", member, "\"a\\ud83d\""),
                argumentSet(member + " with the second half of a pair", member, "\"\\udce3b\""),
                argumentSet(member + " with a pair turned round", member, "\"\\udce3\\ud83d\""));
    }

    static Stream<Arguments> ids() {
        return Stream.of(
                argumentSet("id that is null", "id", "null"),
                argumentSet("id that is a number", "id", "1"),
                argumentSet("id that is an object", "id", "{}"),
                argumentSet("id that is empty", "id", text("")),
                argumentSet("id that is blank", "id", text(" ")),
                argumentSet("id of 129 characters", "id", text("x".repeat(129))),
                argumentSet("id that begins with a dot", "id", text(".bad")),
                argumentSet("id that begins with a hyphen", "id", text("-bad")),
                argumentSet("id with a space", "id", text("b ad")),
                argumentSet("id with a line break at its end", "id", text("bad\n")),
                argumentSet("id with a slash", "id", text("b/ad")),
                argumentSet("id with a percent sign", "id", text("bad%2e")),
                argumentSet("id with an umlaut", "id", text("b\u00e4d")),
                argumentSet("id with full-width digits", "id", text("\uff11\uff12")),
                argumentSet("id with an emoji", "id", text("bad\ud83d\udce3")),
                argumentSet("id with a NUL", "id", "\"bad\\u0000\""),
                argumentSet("id with half a surrogate pair", "id", "\"bad\\ud83d\""),
                argumentSet("id that looks like SQL", "id", text("x'; DROP TABLE push_event; --")),
                argumentSet("id that looks like a path", "id", text("../../../etc/passwd")),
                argumentSet("id that looks like markup", "id", text("<script>alert(1)</script>")),
                argumentSet("id that looks like an expression", "id", text("${7*7}")));
    }

    @ParameterizedTest(name = "another {0} under an id that is stored is refused")
    @MethodSource
    void conflict(String member) throws IOException {
        String other =
                members(Api.event(BadRequests.STORED))
                        .add(member, "something else")
                        .build()
                        .toString();

        BAD.assertRefused(publish(other), 409);
    }

    static Stream<String> conflict() {
        return Stream.of("recipient", "title", "body");
    }

    private static HttpRequest publish(String event) {
        return BAD.publish().POST(BodyPublishers.ofString(event)).build();
    }

    /** A valid event but for one member: its JSON is replaced or, if empty, left out. */
    private static String event(String member, String json) {
        String rest = members(Api.event("bad")).remove(member).build().toString();
        return json.isEmpty()
                ? rest
                : rest.substring(0, rest.length() - 1) + ",\"" + member + "\":" + json + "}";
    }

    private static JsonObjectBuilder members(String event) {
        try (JsonReader reader = Json.createReader(new StringReader(event))) {
            return Json.createObjectBuilder(reader.readObject());
        }
    }

    private static String text(String text) {
        return Json.createValue(text).toString();
    }
}
