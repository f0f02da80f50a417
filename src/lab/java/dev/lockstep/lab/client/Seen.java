package dev.lockstep.lab.client;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * What an audit wants to know of a message, wherever it lies.
 *
 * @param eventId its property or header of that name; null if it has none
 * @param text its body; null if that is no text
 * @param reason why it was set aside; null if it was not
 */
public record Seen(String eventId, String text, String reason) {
    /** The id of the event, from the property or else from the text; null if neither has one. */
    public String id() {
        if (eventId != null || text == null) {
            return eventId;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject().getString("id", null);
        } catch (JsonException e) {
            return null;
        }
    }
}
