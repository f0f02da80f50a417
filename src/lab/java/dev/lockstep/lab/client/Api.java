package dev.lockstep.lab.client;

import dev.lockstep.lab.way.Xa;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** The application as its callers see it. */
public final class Api {
    /** Longer than any bound of the server, so that what it answers is heard. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final String root;
    private final String authorization;
    private final String strategy;

    /** Speaks of {@code xa}, until told otherwise by {@link #under}. */
    public Api(String root, String user, String password) {
        this(
                root,
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user + ":" + password).getBytes(StandardCharsets.UTF_8)),
                Xa.NAME,
                null);
    }

    private Api(String root, String authorization, String strategy, HttpClient http) {
        this.root = root;
        this.authorization = authorization;
        this.strategy = strategy;
        this.http =
                http != null
                        ? http
                        : HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    }

    /** The same caller, using another strategy. */
    public Api under(String name) {
        return new Api(root, authorization, name, http);
    }

    /** What the application says of its strategies. */
    public JsonArray strategies() throws IOException {
        try (JsonReader reader =
                Json.createReader(
                        new StringReader(send(request("/api/strategies").build()).text()))) {
            return reader.readArray();
        }
    }

    /** An answer; what it says is JSON, a problem included. */
    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                return reader.readObject();
            }
        }

        /**
         * Requires a status.
         *
         * @throws IllegalStateException if it is another
         */
        public void expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException(
                        "The application answered %d instead of %d: %s"
                                .formatted(status, expected, text));
            }
        }
    }

    /** An event as the API and the messages have it. */
    public static String event(String id, String recipient, String title, String body) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("recipient", recipient)
                .add("title", title)
                .add("body", body)
                .build()
                .toString();
    }

    /** An event that differs from others by its id alone. */
    public static String event(String id) {
        return event(id, "ann@example.org", "Title of " + id, "Body of " + id);
    }

    public Answer publish(String event) throws IOException {
        return send(publishRequest(event));
    }

    /** Publishes without waiting: the server may be stopped, or killed, before it answers. */
    public CompletableFuture<Answer> publishAsync(String event) {
        return sendAsync(publishRequest(event));
    }

    public Answer find(String id) throws IOException {
        return send(request("/api/push-events/" + id).GET().build());
    }

    public Answer drain(int max, int batch) throws IOException {
        return send(drainRequest(max, batch));
    }

    public CompletableFuture<Answer> drainAsync(int max, int batch) {
        return sendAsync(drainRequest(max, batch));
    }

    /** A request with this caller's credentials, for whatever the other methods do not cover. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(LIMIT)
                .header("Authorization", authorization);
    }

    public Answer send(HttpRequest request) throws IOException {
        try {
            return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private CompletableFuture<Answer> sendAsync(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(Api::answer);
    }

    private HttpRequest publishRequest(String event) {
        return request("/api/" + strategy + "/push-events")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
    }

    private HttpRequest drainRequest(int max, int batch) {
        return request("/api/%s/dead-letters/drain?max=%d&batch=%d".formatted(strategy, max, batch))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }
}
