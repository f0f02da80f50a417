package dev.lockstep.api;

import dev.lockstep.delivery.Delivery;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.torn.TornEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** A push event and what came of it, as JSON. */
@ApplicationScoped
public class EventView {
    private @Inject PushEventJson json;

    String of(PushEvent event, List<Delivery> known) {
        return of(event, known, Optional.empty());
    }

    /**
     * @param torn if something is missing of it: {@code half} and {@code since}
     */
    String of(PushEvent event, List<Delivery> known, Optional<TornEvent> torn) {
        JsonArrayBuilder received = Json.createArrayBuilder();
        for (Delivery delivery : known) {
            JsonObjectBuilder entry =
                    Json.createObjectBuilder()
                            .add("receivedAt", delivery.receivedAt().toString())
                            .add("rowSeen", delivery.rowSeen());
            delivery.cancelledAt().ifPresent(at -> entry.add("cancelledAt", at.toString()));
            received.add(entry);
        }
        JsonObjectBuilder whole =
                json.members(event)
                        .add("strategy", event.strategy())
                        .add("createdAt", event.createdAt().toString())
                        .add("deliveries", received);
        torn.ifPresent(
                entry ->
                        whole.add(
                                "torn",
                                Json.createObjectBuilder()
                                        .add("half", entry.half().name())
                                        .add("since", entry.since().toString())));
        return whole.build().toString();
    }
}
