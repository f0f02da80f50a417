package dev.lockstep.part.lra;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.lockstep.settings.LraSettings;
import dev.lockstep.settings.Node;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * The server's LRA coordinator, over HTTP, which is how Narayana's own client speaks to it. It
 * keeps, in the transaction log's directory, which compensations to call and until when, and calls
 * them until they succeed. It is not asked how a saga ended: it may call a compensation after it
 * has closed the LRA, and may never end an LRA that it was killed in closing.
 *
 * <p>Annotations of MicroProfile LRA would put filters in front of every request of every strategy,
 * and could begin an LRA only where a request begins.
 */
@ApplicationScoped
public class Coordinator {
    private static final Logger LOG = Logger.getLogger(Coordinator.class);
    private static final int SECONDS_TO_CONNECT = 2;

    /** Cancelling calls the compensation, to which the coordinator gives 2 s, twice. */
    private static final int SECONDS_TO_ANSWER = 5;

    private final LraSettings settings;
    private final Node node;
    private final Client http =
            ClientBuilder.newBuilder()
                    .connectTimeout(SECONDS_TO_CONNECT, SECONDS)
                    .readTimeout(SECONDS_TO_ANSWER, SECONDS)
                    .build();

    @Inject
    public Coordinator(LraSettings settings, Node node) {
        this.settings = settings;
        this.node = node;
    }

    /**
     * Begins an LRA and joins our compensation at once; there is no call that does both. Killed in
     * between, an LRA without anything to do is left over.
     *
     * @param client as the coordinator's list is to name whose it is
     * @throws CoordinatorAwayException if either failed; then nothing is to be compensated
     */
    public Lra begin(String client) {
        Lra lra = lra(start(client));
        join(lra);
        return lra;
    }

    /** The LRA that a callback is about. */
    public Lra lra(URI address) {
        return Lra.at(address, node.name());
    }

    /** Says that nothing is to be compensated any more. If that fails, the limit asks for it. */
    public void close(Lra lra) {
        tell(lra, "close");
    }

    /** Has it compensated. If that fails, the coordinator does so at its next scan or the limit. */
    public void cancel(Lra lra) {
        tell(lra, "cancel");
    }

    /**
     * How many LRAs, begun before that, the coordinator has still on its list. None of them holds
     * anything; Narayana 1.0 does not let them be deleted.
     */
    public long leftOver(Instant before) {
        // Asked for JSON by name, it fails for want of a class; JSON is what it gives anyway.
        String list =
                call(
                        http.target(settings.coordinator()).request(MediaType.WILDCARD).buildGet(),
                        String.class);
        try (JsonReader reader = Json.createReader(new StringReader(list))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(
                            lra ->
                                    lra.getJsonNumber("startTime").longValue()
                                            < before.toEpochMilli())
                    .count();
        }
    }

    private URI start(String client) {
        Invocation start =
                http.target(settings.coordinator())
                        .path("start")
                        .queryParam("ClientID", client)
                        .queryParam("TimeLimit", settings.limit().toMillis())
                        .request()
                        .buildPost(null);
        return URI.create(call(start, String.class));
    }

    private void join(Lra lra) {
        call(
                http.target(lra.address())
                        .request()
                        .header(
                                "Link",
                                "<" + settings.callbacks() + "/compensate>; rel=\"compensate\"")
                        .buildPut(Entity.text("")),
                String.class);
    }

    private void tell(Lra lra, String how) {
        try {
            String state =
                    call(
                            http.target(lra.address())
                                    .path(how)
                                    .request()
                                    .buildPut(Entity.text("")),
                            String.class);
            LOG.debugf("%s of %s: %s", how, lra.id(), state);
        } catch (CoordinatorAwayException e) {
            LOG.debugf("%s of %s is left to its limit: %s", how, lra.id(), e.getMessage());
        }
    }

    private static <T> T call(Invocation request, Class<T> type) {
        try (Response response = request.invoke()) {
            if (response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
                return response.readEntity(type);
            }
            throw new CoordinatorAwayException("status " + response.getStatus(), null);
        } catch (ProcessingException | IllegalStateException e) {
            // The latter: this server is stopping, and the client is closed.
            throw new CoordinatorAwayException(e.getMessage(), e);
        }
    }

    @PreDestroy
    void end() {
        http.close();
    }
}
