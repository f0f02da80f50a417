package dev.lockstep.api;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.OnTheStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bodies that are no push event. Each is refused with its status and a problem, and afterwards rows
 * and queues are what they were.
 */
@OnTheStack
class BadInputIT {
    private static final int LIMIT = 65_536;
    private static final String EVENT = Api.event("bad");

    @RegisterExtension private static final BadRequests BAD = new BadRequests();

    @ParameterizedTest(name = "a body that is {argumentSetName} is refused")
    @MethodSource
    void noJsonObject(byte[] body) throws IOException {
        BAD.assertRefused(BAD.publish().POST(BodyPublishers.ofByteArray(body)).build(), 400);
    }

    static Stream<Arguments> noJsonObject() throws IOException {
        return Stream.of(
                body("empty", ""),
                body("blank", " \n\t "),
                body("no JSON at all", "hello"),
                body("a form", "id=bad&recipient=ann"),
                body("cut off", EVENT.substring(0, EVENT.length() - 1)),
                body("cut off within a name", EVENT.substring(0, 3)),
                body("a string", "\"bad\""),
                body("a number", "1"),
                body("true", "true"),
                body("null", "null"),
                body("an empty array", "[]"),
                body("an array of events", "[" + EVENT + "]"),
                body("an event and garbage", EVENT + "garbage"),
                body("an event and a bracket", EVENT + "]"),
                body("two events", EVENT + EVENT),
                body("an empty object", "{}"),
                body("an event that has its id twice", with("\"id\":\"other\"")),
                body("an event that has its title twice", with("\"title\":\"other\"")),
                body(
                        "10,000 arrays deep",
                        with("\"x\":" + "[".repeat(10_000) + "]".repeat(10_000))),
                body("10,000 arrays that never end", "[".repeat(10_000)),
                body(
                        "10,000 objects deep",
                        with("\"x\":" + "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000))),
                body("an event with a number of 2,000 digits", with("\"x\":" + "9".repeat(2_000))),
                body("an event with NaN", with("\"x\":NaN")),
                body("in single quotes", EVENT.replace('"', '\'')),
                body("an event with a comma too many", with("")),
                body("an event with a comment", "/* */" + EVENT),
                body("an event with an unknown escape", EVENT.replace("Title", "\\x")),
                body("an event with a raw line break in a text", EVENT.replace("Title", "\n")),
                body("an event with a byte that UTF-8 never has", bytes(EVENT, '\u00ff')),
                body("an event with a character cut off", bytes(EVENT, '\u00c3')),
                body("an event with an overlong NUL", bytes(EVENT, '\u00c0', '\u0080')),
                body(
                        "an event with half a surrogate pair in bytes",
                        bytes(EVENT, '\u00ed', '\u00a0', '\u0080')),
                body("UTF-16 with a byte order mark", EVENT.getBytes(StandardCharsets.UTF_16)),
                body("UTF-16 without one", EVENT.getBytes(StandardCharsets.UTF_16LE)),
                body("UTF-32", EVENT.getBytes(Charset.forName("UTF-32"))),
                body("UTF-8 with a byte order mark", "\ufeff" + EVENT),
                body("compressed", gzip(EVENT)));
    }

    @ParameterizedTest(name = "a body of {argumentSetName} is too large")
    @MethodSource
    void tooLarge(HttpClient.Version version, BodyPublisher body) throws IOException {
        BAD.assertRefused(BAD.publish().version(version).POST(body).build(), 413);
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(HttpClient.Version.values())
                .flatMap(
                        version ->
                                Stream.of(
                                        announced("64 KiB and a byte", LIMIT + 1, version),
                                        streamed("64 KiB and a byte", LIMIT + 1, version),
                                        announced("2 MiB", 2 << 20, version),
                                        streamed("2 MiB", 2 << 20, version)));
    }

    private static Arguments announced(String size, int bytes, HttpClient.Version version) {
        return argumentSet(
                size + ", its length announced, over " + version,
                version,
                BodyPublishers.ofByteArray(event(bytes)));
    }

    private static Arguments streamed(String size, int bytes, HttpClient.Version version) {
        return argumentSet(
                size + ", its length not announced, over " + version,
                version,
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(event(bytes))));
    }

    /** An event that is valid but for its size. */
    private static byte[] event(int bytes) {
        return (EVENT + " ".repeat(bytes - EVENT.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static Arguments body(String what, String text) {
        return body(what, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments body(String what, byte[] bytes) {
        return argumentSet(what, bytes);
    }

    private static String with(String member) {
        return EVENT.substring(0, EVENT.length() - 1) + "," + member + "}";
    }

    /** The event with its title replaced by the bytes. */
    private static byte[] bytes(String event, char... title) {
        return event.replace("Title", new String(title)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return compressed.toByteArray();
    }
}
