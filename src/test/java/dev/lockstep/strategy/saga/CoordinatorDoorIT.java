package dev.lockstep.strategy.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.stack.Ports;
import dev.lockstep.support.Deployments;
import dev.lockstep.support.StackSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The coordinator of the sagas has no login, so it is found behind its own door and no other. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CoordinatorDoorIT {
    private static final String COORDINATOR = "/lra-coordinator/lra-coordinator";

    private static final String CALLBACKS = "/lockstep/api/saga/callbacks/row/compensate";

    private final Ports ports = StackSession.stack().ports();
    private final HttpClient http = HttpClient.newHttpClient();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war();
    }

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

    /** It is the callbacks' addresses that are hidden: the rest asks for a login at either port. */
    @Test
    void theCallbacksAreNotWhereClientsCall() throws Exception {
        assertThat(statusOf(ports.http(), CALLBACKS)).isEqualTo(404);
        assertThat(statusOf(ports.http(), "/lockstep/api/strategies")).isEqualTo(401);
        assertThat(statusOf(ports.lraCallbacks(), "/lockstep/api/strategies")).isEqualTo(401);
    }

    private int statusOf(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://%s:%d%s".formatted(Ports.HOST, port, path));
        return http.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
