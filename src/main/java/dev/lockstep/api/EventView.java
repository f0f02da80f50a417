package dev.lockstep.api;

import dev.lockstep.delivery.Delivery;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** A push event and what came of it, as JSON. */
@ApplicationScoped
public class EventView {
    private @Inject PushEventJson json;

    String of(PushEvent event, List<Delivery> known) {
        JsonArrayBuilder received = Json.createArrayBuilder();
        for (Delivery delivery : known) {
            JsonObjectBuilder entry =
                    Json.createObjectBuilder()
                            .add("receivedAt", delivery.receivedAt().toString())
                            .add("rowSeen", delivery.rowSeen());
            delivery.cancelledAt().ifPresent(at -> entry.add("cancelledAt", at.toString()));
            received.add(entry);
        }
        return json.members(event)
                .add("strategy", event.strategy())
                .add("createdAt", event.createdAt().toString())
                .add("deliveries", received)
                .build()
                .toString();
    }
}
