package dev.lockstep.api;

import dev.lockstep.push.PushEventJson;
import dev.lockstep.torn.TornEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;

/** A torn event as JSON: its content, and what became of it. */
@ApplicationScoped
public class TornEventView {
    private @Inject PushEventJson json;

    JsonObjectBuilder members(TornEvent torn) {
        return json.members(torn.content())
                .add("strategy", torn.strategy())
                .add("scenario", torn.scenario().word())
                .add("half", torn.half().name())
                .add("cause", torn.cause())
                .add("since", torn.since().toString())
                .add("ageSeconds", Duration.between(torn.since(), Instant.now()).toSeconds());
    }
}
