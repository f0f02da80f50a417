package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls by somebody who may not make them: whoever is not known gets 401 and is told how to say who
 * they are, whoever has the wrong role gets 403, and rows and queues stay what they were.
 */
@OnTheStack
class BadCredentialsIT {
    @RegisterExtension private static final BadRequests BAD = new BadRequests();

    @ParameterizedTest(name = "a caller with {argumentSetName} is asked for credentials")
    @MethodSource
    void unknownCaller(String user, String password) throws IOException {
        Api caller = BAD.caller(user, password);

        assertUnauthorized(caller.request("/api/push-events/stored").GET().build());
        assertUnauthorized(publish(caller));
        assertUnauthorized(drain(caller));
    }

    static Stream<Arguments> unknownCaller() {
        return Stream.of(
                argumentSet("a wrong password", "publisher", "wrong"),
                argumentSet("an empty password", "publisher", ""),
                argumentSet("an unknown name", "nobody", "wrong"),
                argumentSet("an empty name", "", ""),
                argumentSet("a name in capitals", "PUBLISHER", "wrong"),
                argumentSet("a role for a name", "operator,publisher", "wrong"),
                argumentSet("a NUL in the name", "publisher\0", "wrong"),
                argumentSet("a long name", "x".repeat(4_000), "wrong"));
    }

    @ParameterizedTest(name = "\"Authorization: {0}\" is no way in")
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic !!!",
                "Basic cHVibGlzaGVy",
                "Basic cHVibGlzaGVyOng",
                "Basic ====",
                "Basic /////w==",
                "basic !",
                "Bearer cHVibGlzaGVyOng=",
                "Digest username=publisher",
                "nonsense",
            })
    void authorization(String header) throws IOException {
        assertUnauthorized(
                BAD.publisher()
                        .request("/api/strategies")
                        .setHeader("Authorization", header)
                        .GET()
                        .build());
    }

    @Test
    void whoHasNoCredentialsAtAllIsAskedForSome() throws IOException {
        HttpRequest anonymous =
                HttpRequest.newBuilder(BAD.publisher().request("/api/strategies").build().uri())
                        .build();

        assertUnauthorized(anonymous);
    }

    @Test
    void aVeryLongAuthorizationIsNoWayIn() throws IOException {
        assertUnauthorized(
                BAD.publisher()
                        .request("/api/strategies")
                        .version(HttpClient.Version.HTTP_1_1)
                        .setHeader("Authorization", "Basic " + "x".repeat(40_001))
                        .GET()
                        .build());
    }

    @Test
    void anUnknownCallerLearnsNothingOfWhatIsThere() throws IOException {
        Api nobody = BAD.caller("nobody", "wrong");

        assertUnauthorized(nobody.request("/api/nothing").GET().build());
        assertUnauthorized(nobody.request("/problem").GET().build());
        assertUnauthorized(nobody.request("/").GET().build());
    }

    @Test
    void aPublisherMayNotDrain() throws IOException {
        BAD.assertRefused(drain(BAD.publisher()), 403);
    }

    @Test
    void anOperatorMayNotPublish() throws IOException {
        BAD.assertRefused(publish(BAD.operator()), 403);
    }

    private static void assertUnauthorized(HttpRequest request) throws IOException {
        Api.Answer answer = BAD.assertRefused(request, 401);

        assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("Basic "));
    }

    private static HttpRequest publish(Api caller) {
        return caller.request("/api/xa/push-events")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Api.event("bad")))
                .build();
    }

    private static HttpRequest drain(Api caller) {
        return caller.request("/api/xa/dead-letters/drain").POST(BodyPublishers.noBody()).build();
    }
}
