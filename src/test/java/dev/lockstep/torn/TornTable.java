package dev.lockstep.torn;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.support.Lockstep;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plants torn events as a fault would leave them, and speaks to the API about them. */
final class TornTable {
    static final String REASON = "the standby was promoted too early";

    private final Lockstep lockstep;

    TornTable(Lockstep lockstep) {
        this.lockstep = lockstep;
    }

    /** What is planted beside the entry. */
    void row(String id) {
        lockstep.sql(
                """
                INSERT INTO push_event (id, recipient, title, body, strategy, created_at)
                VALUES ('%1$s', 'ann@example.org', 'Title of %1$s', 'Body of %1$s', 'xa', now())"""
                        .formatted(id));
    }

    void message(String id) {
        lockstep.queues().publishWithoutRow(Api.event(id));
    }

    void letter(String id) {
        lockstep.queues().deadLetters(List.of(Api.event(id)));
    }

    void delivery(String id) {
        lockstep.sql(
                "INSERT INTO delivery (event_id, received_at, row_seen) VALUES ('%s', now(), true)"
                        .formatted(id));
    }

    /** An entry that is a minute old. */
    void entry(String id, Scenario scenario, Half half) {
        lockstep.sql(
                """
                INSERT INTO torn_event
                    (event_id, scenario, strategy, recipient, title, body, half, cause, since)
                VALUES ('%1$s', '%2$s', 'xa', 'ann@example.org', 'Title of %1$s', 'Body of %1$s', '%3$s',
                    'planted', now() - interval '1 minute')"""
                        .formatted(id, scenario, half));
    }

    Answer list(int max) throws IOException {
        Api caller = lockstep.publisher();
        return caller.send(caller.request("/api/torn-events?max=" + max).GET().build());
    }

    /** The open ones. */
    List<JsonObject> open() throws IOException {
        return list(1_000).json().getJsonArray("events").getValuesAs(JsonObject.class);
    }

    Answer mend(String id, Verb verb) throws IOException {
        return order(
                lockstep.operator(),
                id,
                verb.toString(),
                Json.createObjectBuilder().add("reason", REASON).build().toString());
    }

    CompletableFuture<Answer> mendAsync(String id, Verb verb) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return mend(id, verb);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Any order, by anybody. */
    Answer order(Api caller, String id, String verb, String body) throws IOException {
        return caller.send(
                caller.request("/api/torn-events/%s/%s".formatted(id, verb))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    /** What the audit says of an event: who, verb, why, before, after, once for each mending. */
    List<String> audit(String id) {
        try (Connection connection = lockstep.stack().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT concat_ws('|', mended_by, verb, reason, half_before, half_after) FROM torn_event"
                                        + " WHERE mended_at IS NOT NULL AND event_id = '"
                                        + id
                                        + "'")) {
            List<String> mendings = new ArrayList<>();
            while (rows.next()) {
                mendings.add(rows.getString(1));
            }
            return mendings;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
