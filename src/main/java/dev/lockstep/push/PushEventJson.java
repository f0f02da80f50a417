package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.StringReader;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Push events as JSON text, {@code {"id", "recipient", "title", "body"}}: the one reader for
 * requests and messages, so that what the API accepts the drain accepts too. Members it does not
 * know are ignored.
 */
@ApplicationScoped
public class PushEventJson {
    // A name that occurs twice means one thing to one reader and another to the next: refused.
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final Validator validator;

    @Inject
    public PushEventJson(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads a message: its id is required.
     *
     * @throws InvalidPushEventException with the reason, if it is not a valid push event
     */
    public PushEvent read(String text) throws InvalidPushEventException {
        JsonObject json = parse(text);
        return valid(json, string(json, "id"));
    }

    /**
     * Reads a request: an id is made up if there is none.
     *
     * @throws InvalidPushEventException with the reason, if it is not a valid push event
     */
    public PushEvent readNew(String text) throws InvalidPushEventException {
        JsonObject json = parse(text);
        return valid(
                json, json.containsKey("id") ? string(json, "id") : UUID.randomUUID().toString());
    }

    /** The text of the message that carries the event. */
    public String write(PushEvent event) {
        return members(event).build().toString();
    }

    /** The members that every view of an event begins with. */
    public JsonObjectBuilder members(PushEvent event) {
        return Json.createObjectBuilder()
                .add("id", event.id())
                .add("recipient", event.recipient())
                .add("title", event.title())
                .add("body", event.body());
    }

    private static JsonObject parse(String text) throws InvalidPushEventException {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object;
            }
            throw new InvalidPushEventException("not a JSON object");
        } catch (JsonException | IllegalStateException e) {
            throw new InvalidPushEventException("not JSON: " + firstLine(e.getMessage()));
        }
    }

    private static String string(JsonObject json, String name) throws InvalidPushEventException {
        JsonValue value = json.get(name);
        if (value == null || value == JsonValue.NULL) {
            throw new InvalidPushEventException(name + " is missing");
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new InvalidPushEventException(name + " must be a string");
    }

    private PushEvent valid(JsonObject json, String id) throws InvalidPushEventException {
        PushEvent event =
                new PushEvent(
                        id, string(json, "recipient"), string(json, "title"), string(json, "body"));
        var violations = validator.validate(event);
        if (violations.isEmpty()) {
            return event;
        }
        throw new InvalidPushEventException(
                violations.stream()
                        .map(PushEventJson::sentence)
                        .sorted()
                        .collect(Collectors.joining("; ")));
    }

    private static String sentence(ConstraintViolation<PushEvent> violation) {
        return violation.getPropertyPath() + " " + violation.getMessage();
    }

    private static String firstLine(String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
