package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.StringReader;
import java.util.HashMap;
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
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    /** One for all: the provider is looked for at each call of {@link Json}. */
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

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
        Map<String, JsonValue> json = parse(text);
        return valid(json, string(json, "id"));
    }

    /**
     * Reads a request: an id is made up if there is none.
     *
     * @throws InvalidPushEventException with the reason, if it is not a valid push event
     */
    public PushEvent readNew(String text) throws InvalidPushEventException {
        Map<String, JsonValue> json = parse(text);
        return valid(
                json, json.containsKey("id") ? string(json, "id") : UUID.randomUUID().toString());
    }

    /** The text of the message that carries the event. */
    public String write(PushEvent event) {
        return members(event).build().toString();
    }

    /** The members that every view of an event begins with. */
    public JsonObjectBuilder members(PushEvent event) {
        return BUILDERS.createObjectBuilder()
                .add("id", event.id())
                .add("recipient", event.recipient())
                .add("title", event.title())
                .add("body", event.body());
    }

    /**
     * The members of the one object that the text must be. A {@code JsonReader} would not do: it
     * ignores what follows the object.
     */
    private static Map<String, JsonValue> parse(String text) throws InvalidPushEventException {
        Map<String, JsonValue> members = new HashMap<>();
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw new InvalidPushEventException("not a JSON object");
            }
            while (parser.next() == JsonParser.Event.KEY_NAME) {
                String name = parser.getString();
                parser.next();
                if (members.put(name, parser.getValue()) != null) {
                    // It would mean one thing to one reader and another to the next.
                    throw new InvalidPushEventException("a member occurs twice");
                }
            }
            // The look itself fails if anything follows.
            parser.hasNext();
            return members;
        } catch (JsonParsingException e) {
            throw new InvalidPushEventException(notJson(e.getLocation(), text));
        } catch (RuntimeException e) {
            // The parser's limits, 1,000 levels and 1,100 digits, have no exception of their own.
            throw new InvalidPushEventException(
                    "not readable as JSON: it is nested too deeply or has too long a number");
        }
    }

    /** The parser's columns are wrong at the end of the text, so the end has words of its own. */
    private static String notJson(JsonLocation location, String text) {
        long offset = location.getStreamOffset();
        return offset >= 0 && offset < text.length()
                ? "not JSON from character " + (offset + 1) + " on"
                : "not JSON: it ends too early";
    }

    private static String string(Map<String, JsonValue> json, String name)
            throws InvalidPushEventException {
        JsonValue value = json.get(name);
        if (value == null || value == JsonValue.NULL) {
            throw new InvalidPushEventException(name + " is missing");
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new InvalidPushEventException(name + " must be a string");
    }

    private PushEvent valid(Map<String, JsonValue> json, String id)
            throws InvalidPushEventException {
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
}
