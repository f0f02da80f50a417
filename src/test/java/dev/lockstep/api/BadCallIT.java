package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that are wrong whatever their body: the media type, the method, a parameter. Each is
 * refused with its status and a problem, and afterwards rows and queues are what they were.
 */
@OnTheStack
class BadCallIT {
    private static final String EVENT = Api.event("bad");

    @RegisterExtension private static final BadRequests BAD = new BadRequests();

    @Test
    void aBodyWithoutAContentTypeIsRefused() throws IOException {
        BAD.assertRefused(
                BAD.publisher()
                        .request("/api/xa/push-events")
                        .POST(BodyPublishers.ofString(EVENT))
                        .build(),
                415);
    }

    @ParameterizedTest(name = "a body sent as \"{0}\" is refused with {1}")
    @CsvSource({
        "text/plain, 415",
        "text/json, 415",
        "application/xml, 415",
        "application/x-www-form-urlencoded, 415",
        "multipart/form-data; boundary=x, 415",
        "application/merge-patch+json, 415",
        "nonsense, 400",
        "application/, 400",
    })
    void contentType(String contentType, int status) throws IOException {
        BAD.assertRefused(
                BAD.publish()
                        .setHeader("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(EVENT))
                        .build(),
                status);
    }

    @ParameterizedTest(name = "an answer as \"{0}\" is refused with {1}")
    @CsvSource({
        "text/plain, 406",
        "text/html, 406",
        "application/xml, 406",
        "image/*, 406",
        "nonsense, 400",
    })
    void accept(String accept, int status) throws IOException {
        BAD.assertRefused(
                BAD.publish().header("Accept", accept).POST(BodyPublishers.ofString(EVENT)).build(),
                status);
    }

    @ParameterizedTest(name = "{0} of {1} is refused, and {2} offered")
    @CsvSource({
        "GET, /api/xa/push-events, POST",
        "PUT, /api/xa/push-events, POST",
        "PATCH, /api/xa/push-events, POST",
        "DELETE, /api/xa/push-events, POST",
        "POST, /api/push-events/stored, GET",
        "PUT, /api/push-events/stored, GET",
        "DELETE, /api/push-events/stored, GET",
        "GET, /api/xa/dead-letters/drain, POST",
        "PUT, /api/xa/dead-letters/drain, POST",
        "POST, /api/strategies, GET",
        "INVENTED, /api/strategies, GET",
    })
    void method(String method, String path, String allowed) throws IOException {
        Api.Answer answer =
                BAD.assertRefused(
                        BAD.publisher()
                                .request(path)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(EVENT))
                                .build(),
                        405);

        assertThat(answer.response().headers().firstValue("Allow"))
                .hasValueSatisfying(
                        allow ->
                                assertThat(allow.split(", "))
                                        .contains(allowed)
                                        .doesNotContain(method));
    }

    @ParameterizedTest(name = "draining with {0}={1} is refused")
    @MethodSource
    void drainParameter(String name, String value) throws IOException {
        Api.Answer answer =
                BAD.assertRefused(drain("/api/xa/dead-letters/drain?" + name + "=" + value), 400);

        assertThat(answer.json().getString("detail"))
                .startsWith(name + " must be a whole number from 1 to ");
    }

    static Stream<Arguments> drainParameter() {
        return Stream.of("max", "batch")
                .flatMap(
                        name ->
                                Stream.of(
                                                "0",
                                                "-1",
                                                "",
                                                "abc",
                                                "1.5",
                                                "1e2",
                                                "0x10",
                                                "%2010",
                                                "10%00",
                                                "2147483648",
                                                "-2147483649",
                                                "9".repeat(1_000),
                                                name.equals("max") ? "100001" : "1001")
                                        .map(value -> Arguments.of(name, value)));
    }

    private static HttpRequest drain(String path) {
        return BAD.operator().request(path).POST(BodyPublishers.noBody()).build();
    }
}
