package dev.lockstep.strategy.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.stack.Ports;
import dev.lockstep.support.StackSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The coordinator of the sagas has no login, so it is found behind its own door and no other. */
class CoordinatorDoorIT {
    private static final String COORDINATOR = "/lra-coordinator/lra-coordinator";

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

    private int statusOf(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://%s:%d%s".formatted(Ports.HOST, port, path));
        return http.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
