package dev.lockstep.lab.stack;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Asks the broker's management console, over Jolokia, what only the broker knows. */
public final class BrokerConsole {
    private static final String BROKER = "org.apache.activemq.artemis:broker=\"lockstep\"";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final URI endpoint;
    private final String authorization;

    public BrokerConsole(String endpoint, String user, String password) {
        this.endpoint = URI.create(endpoint + "/");
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the broker is up and takes messages. */
    public boolean isActive() {
        try {
            return read(BROKER, "Active") == JsonValue.TRUE;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * The Xids prepared in the broker and not yet settled, in the broker's own order.
     *
     * @see <a
     *     href="https://activemq.apache.org/components/artemis/documentation/latest/management.html">Artemis
     *     management: listPreparedTransactions</a>
     */
    public List<String> preparedTransactions() {
        return ((JsonArray) execute(BROKER, "listPreparedTransactions"))
                .getValuesAs(JsonString::getString);
    }

    /** Messages in a queue, those in doubt or being delivered included. */
    public long messageCount(String queue) {
        return Long.parseLong(read(queueBean(queue), "MessageCount").toString());
    }

    /**
     * The events whose messages went back to a queue and wait there for their next delivery: no
     * browser shows them. A message without the property {@code eventId} is left out.
     */
    public List<String> scheduledEvents(String queue) {
        String messages =
                ((JsonString) executeOnQueue(queue, "listScheduledMessagesAsJSON()")).getString();
        try (JsonReader reader = Json.createReader(new StringReader(messages))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .map(message -> message.getString("eventId", null))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** Messages that a consumer has and has not settled. */
    public long deliveringCount(String queue) {
        return Long.parseLong(read(queueBean(queue), "DeliveringCount").toString());
    }

    /** Runs an operation of the broker itself. */
    public JsonValue executeOnBroker(String operation, Object... arguments) {
        return execute(BROKER, operation, arguments);
    }

    /** Runs an operation of a queue. */
    public JsonValue executeOnQueue(String queue, String operation, Object... arguments) {
        return execute(queueBean(queue), operation, arguments);
    }

    private static String queueBean(String queue) {
        return "%s,component=addresses,address=\"%s\",subcomponent=queues,routing-type=\"anycast\",queue=\"%s\""
                .formatted(BROKER, queue, queue);
    }

    private JsonValue read(String bean, String attribute) {
        return ask(
                Json.createObjectBuilder()
                        .add("type", "read")
                        .add("mbean", bean)
                        .add("attribute", attribute)
                        .build());
    }

    private JsonValue execute(String bean, String operation, Object... arguments) {
        JsonArrayBuilder values = Json.createArrayBuilder();
        for (Object argument : arguments) {
            if (argument instanceof Long || argument instanceof Integer) {
                values.add(((Number) argument).longValue());
            } else if (argument instanceof Boolean truth) {
                values.add(truth);
            } else {
                values.add(String.valueOf(argument));
            }
        }
        return ask(
                Json.createObjectBuilder()
                        .add("type", "exec")
                        .add("mbean", bean)
                        .add("operation", operation)
                        .add("arguments", values)
                        .build());
    }

    private JsonValue ask(JsonObject question) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .timeout(LIMIT)
                        .header("Authorization", authorization)
                        // The console's cross-site guard wants the page that asks.
                        .header("Origin", endpoint.getScheme() + "://" + endpoint.getAuthority())
                        .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + response.statusCode());
            }
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                JsonObject answer = reader.readObject();
                if (answer.getInt("status") != 200) {
                    throw new IllegalStateException(
                            "%s: %s".formatted(question, answer.getString("error", "?")));
                }
                return answer.get("value");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the broker's console does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
