package dev.lockstep.memo;

import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.torn.Scenario;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A memo as text. */
final class MemoText {
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private final PushEventJson json;

    MemoText(PushEventJson json) {
        this.json = json;
    }

    String write(Memo memo) {
        JsonArrayBuilder events = BUILDERS.createArrayBuilder();
        for (Matter matter : memo.matters()) {
            events.add(json.members(matter.event()).add("letter", matter.letter()));
        }
        return BUILDERS.createObjectBuilder()
                .add("transaction", memo.transaction())
                .add("scenario", memo.scenario().name())
                .add("strategy", memo.strategy())
                .add("since", memo.since().toString())
                .add("promised", memo.promised())
                .add("events", events)
                .build()
                .toString();
    }

    /**
     * @throws DamagedMemoException if it is not what {@link #write} has written
     */
    Memo read(String text) throws DamagedMemoException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject memo = reader.readObject();
            List<Matter> matters = new ArrayList<>();
            for (JsonObject event : memo.getJsonArray("events").getValuesAs(JsonObject.class)) {
                matters.add(new Matter(json.read(event.toString()), event.getString("letter")));
            }
            return new Memo(
                    memo.getString("transaction"),
                    Scenario.valueOf(memo.getString("scenario")),
                    memo.getString("strategy"),
                    Instant.parse(memo.getString("since")),
                    memo.getBoolean("promised"),
                    matters);
        } catch (RuntimeException | InvalidPushEventException e) {
            // The parser, the cast to a member's type and the clock each have their own exceptions.
            throw new DamagedMemoException(e);
        }
    }
}
