package dev.lockstep.lab.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The events that the system itself names as torn, until somebody has mended them. */
public final class TornEvents {
    private static final int NO_SUCH_CALL = 404;

    private TornEvents() {}

    /**
     * By their ids.
     *
     * @param operator who may ask
     * @return none, of a system that does not name any
     */
    public static Set<String> of(Api operator) {
        try {
            Api.Answer answer =
                    operator.send(operator.request("/api/torn-events?max=1000").GET().build());
            if (answer.status() == NO_SUCH_CALL) {
                return Set.of();
            }
            answer.expect(200);
            return ids(answer.text());
        } catch (IOException e) {
            throw new UncheckedIOException("The application does not say what is torn", e);
        }
    }

    static Set<String> ids(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            Set<String> ids = new TreeSet<>();
            reader.readObject()
                    .getJsonArray("events")
                    .getValuesAs(JsonObject.class)
                    .forEach(event -> ids.add(event.getString("id")));
            return ids;
        }
    }
}
