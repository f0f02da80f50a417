package dev.lockstep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Paths that lead nowhere: strategies, resources, events and files that are not there. Each is
 * answered as a problem, and afterwards rows and queues are what they were.
 */
@OnTheStack
class BadPathIT {
    private static final String EVENT = Api.event("bad");

    @RegisterExtension private static final BadRequests BAD = new BadRequests();

    @ParameterizedTest(name = "publishing by the strategy \"{0}\" finds nothing")
    @ValueSource(strings = {"nothing", "XA", "xa%20", "xa%00", "none-xa", "null"})
    void unknownStrategy(String strategy) throws IOException {
        BAD.assertRefused(
                BAD.publisher()
                        .request("/api/" + strategy + "/push-events")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(EVENT))
                        .build(),
                404);
    }

    @Test
    void drainingByAnUnknownStrategyFindsNothing() throws IOException {
        BAD.assertRefused(
                BAD.operator()
                        .request("/api/nothing/dead-letters/drain")
                        .POST(BodyPublishers.noBody())
                        .build(),
                404);
    }

    @ParameterizedTest(name = "GET {0} finds nothing")
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/push-events",
                "/api/push-events/",
                "/api/push-events/a/b",
                "/api/strategies/xa",
                "/nothing",
                "/problem",
                "/problem/",
            })
    void unknownPath(String path) throws IOException {
        BAD.assertRefused(BAD.publisher().request(path).GET().build(), 404);
    }

    @ParameterizedTest(name = "the event {argumentSetName} is not there")
    @MethodSource
    void unknownId(String id) throws IOException {
        BAD.assertRefused(BAD.publisher().request("/api/push-events/" + id).GET().build(), 404);
    }

    static Stream<Arguments> unknownId() {
        return Stream.of(
                argumentSet("with an id nobody uses", "nobody"),
                argumentSet("with the id of a dead letter", BadRequests.WAITING),
                argumentSet("in capitals", "STORED"),
                argumentSet("with a space behind", "stored%20"),
                argumentSet("with a NUL", "%00"),
                argumentSet("with a NUL behind", "stored%00"),
                argumentSet("with a SQL condition", "stored'%20OR%20'1'='1"),
                argumentSet("with a SQL wildcard", "%25"),
                argumentSet("with a path to the descriptor", "..%2F..%2FWEB-INF%2Fweb.xml"),
                argumentSet("with a path of back slashes", "..%5C..%5CWEB-INF%5Cweb.xml"),
                argumentSet("with an emoji", "%F0%9F%93%A3"),
                argumentSet("with 6,000 characters", "x".repeat(6_000)));
    }

    /** The server itself answers these, in its own words. */
    @ParameterizedTest(name = "GET {0} shows no file of the application")
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/WEB-INF/classes/db/migration/V1__push_events_and_deliveries.sql",
                "/META-INF/MANIFEST.MF",
                "/api/push-events/..;x/..;x/..;x/WEB-INF/web.xml",
                "/api/../WEB-INF/web.xml",
                "/..%2Flockstep/WEB-INF/web.xml",
            })
    void noFileOfTheApplication(String path) throws IOException {
        Api.Answer answer = BAD.publisher().send(BAD.publisher().request(path).build());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).doesNotContain("web-app", "CREATE TABLE", "Manifest", "lockstep");
    }

    @Test
    void anIdThatIsNotUtf8IsRefused() throws IOException {
        BAD.assertRefused(BAD.publisher().request("/api/push-events/%FF").GET().build(), 400);
    }
}
