package dev.lockstep.strategy.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.stack.Ports;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.StackSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The coordinator of the sagas has no login, so it is found behind its own door and no other. */
@OnTheStack
class CoordinatorDoorIT {
    private static final String COORDINATOR = "/lra-coordinator/lra-coordinator";

    private static final String CALLBACK = "/lockstep/api/saga/callbacks/compensate";

    private final Ports ports = StackSession.stack().ports();
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void itAnswersAtItsOwnPort() throws Exception {
        assertThat(statusOf(ports.lraCoordinator(), COORDINATOR)).isEqualTo(200);
    }

    @Test
    void itDoesNotAnswerWhereClientsCall() throws Exception {
        assertThat(statusOf(ports.http(), COORDINATOR)).isEqualTo(404);
        assertThat(statusOf(ports.http(), "/lra-participant-narayana-proxy/")).isEqualTo(404);
    }

    @Test
    void itsPortDoesNotServeTheApplication() throws Exception {
        assertThat(statusOf(ports.lraCoordinator(), "/lockstep/api/strategies")).isEqualTo(404);
    }

    /**
     * It is the callbacks' addresses that are hidden, in any spelling: the rest asks for a login at
     * either port.
     */
    @Test
    void theCallbacksAreNotWhereClientsCall() throws Exception {
        assertThat(statusOfPut(ports.lraCallbacks(), CALLBACK)).as("no saga named").isEqualTo(400);
        for (String spelling :
                List.of(
                        CALLBACK,
                        CALLBACK.replace("saga/", "saga//"),
                        CALLBACK.replace("saga", "%73aga"),
                        CALLBACK.replace("saga", "saga;a=b"),
                        CALLBACK.replace("saga", "x/../saga"))) {
            assertThat(statusOfPut(ports.http(), spelling)).as(spelling).isIn(401, 404);
        }
        assertThat(statusOfPut(ports.http(), CALLBACK)).isEqualTo(404);
        assertThat(statusOf(ports.http(), "/lockstep/api/strategies")).isEqualTo(401);
        assertThat(statusOf(ports.lraCallbacks(), "/lockstep/api/strategies")).isEqualTo(401);
    }

    private int statusOfPut(int port, String path) throws IOException, InterruptedException {
        return status(request(port, path).PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private int statusOf(int port, String path) throws IOException, InterruptedException {
        return status(request(port, path));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(
                URI.create("http://%s:%d%s".formatted(Ports.HOST, port, path)));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
