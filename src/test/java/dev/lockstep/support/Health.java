package dev.lockstep.support;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the server says of its own health, as an orchestrator would hear it. */
public record Health(int status, JsonObject answer) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Asks {@code live} or {@code ready}. */
    static CompletableFuture<Health> ask(String managementUrl, String kind) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(managementUrl + "/health/" + kind))
                        .timeout(Duration.ofSeconds(60))
                        .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(Health::read);
    }

    private static Health read(HttpResponse<String> response) {
        try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
            return new Health(response.statusCode(), reader.readObject());
        }
    }

    /** The names of the checks that say DOWN. */
    public List<String> down() {
        return checks().stream()
                .filter(check -> check.getString("status").equals("DOWN"))
                .map(check -> check.getString("name"))
                .toList();
    }

    /** What a check has to say, in its own order; empty if it says nothing or is not there. */
    public List<String> problems(String name) {
        return checks().stream()
                .filter(check -> check.getString("name").equals(name) && check.containsKey("data"))
                .flatMap(check -> check.getJsonObject("data").values().stream())
                .map(value -> ((JsonString) value).getString())
                .toList();
    }

    /** What a check tells, by name; empty if it tells nothing or is not there. */
    public JsonObject data(String name) {
        return checks().stream()
                .filter(check -> check.getString("name").equals(name) && check.containsKey("data"))
                .map(check -> check.getJsonObject("data"))
                .findFirst()
                .orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    private List<JsonObject> checks() {
        return answer.getJsonArray("checks").getValuesAs(JsonObject.class);
    }
}
