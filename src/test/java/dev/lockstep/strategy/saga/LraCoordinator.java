package dev.lockstep.strategy.saga;

import static java.util.Comparator.comparingLong;

import dev.lockstep.lab.stack.Ports;
import dev.lockstep.support.Lockstep;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** The server's coordinator, and what it calls: here the tests do so in its name. */
final class LraCoordinator {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String list;
    private final String callback;

    LraCoordinator(Lockstep lockstep) {
        Ports ports = lockstep.stack().ports();
        list =
                "http://%s:%d/lra-coordinator/lra-coordinator"
                        .formatted(Ports.HOST, ports.lraCoordinator());
        callback =
                "http://%s:%d/lockstep/api/saga/callbacks/compensate"
                        .formatted(Ports.HOST, ports.lraCallbacks());
    }

    /** The address of the LRA that was begun last and is under way. */
    String lastActive() throws IOException, InterruptedException {
        // No Accept header: asked for JSON, the coordinator fails for want of a class.
        HttpRequest request = HttpRequest.newBuilder(URI.create(list + "?Status=Active")).build();
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        try (JsonReader reader = Json.createReader(new StringReader(answer))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .max(comparingLong(lra -> lra.getJsonNumber("startTime").longValue()))
                    .orElseThrow()
                    .getString("lraId");
        }
    }

    /** Asks for a compensation; its status. */
    CompletableFuture<Integer> compensate(String lra) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(callback))
                        .header("Long-Running-Action", lra)
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }
}
