package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Set;

/** Local transactions one after another; what was not decided is compensated. */
public final class Saga implements Way {
    public static final String NAME = "saga";

    private static final String PUBLISHER = "dev.lockstep.strategy.saga.SagaPublish";
    private static final String DRAINER = "dev.lockstep.strategy.saga.SagaDrain";

    public static final Step PUBLISH_BEFORE_ROW =
            Step.of(NAME, PUBLISH, "before row", Code.entry(PUBLISHER, "saveRow"));

    public static final Step PUBLISH_SAVED_NOT_SENT =
            Step.of(NAME, PUBLISH, "saved not sent", Code.entry(PUBLISHER, "sendMessage"));

    public static final Step PUBLISH_SENT_NOT_DECIDED =
            Step.of(NAME, PUBLISH, "sent not decided", Code.entry(PUBLISHER, "decide"));

    public static final Step PUBLISH_DECIDED_NOT_CLOSED =
            Step.of(NAME, PUBLISH, "decided not closed", Code.entry(PUBLISHER, "close"));

    public static final Step DRAIN_BEFORE_EITHER =
            Step.of(NAME, DRAIN, "before either", Code.entry(DRAINER, "saveRows"));

    /** The letter is put back beside itself, and its row is taken back. */
    public static final Step DRAIN_SAVED_NOT_REMOVED =
            Step.of(NAME, DRAIN, "saved not removed", Code.entry(DRAINER, "removeMessages"));

    public static final Step DRAIN_REMOVED_NOT_DECIDED =
            Step.of(NAME, DRAIN, "removed not decided", Code.entry(DRAINER, "decide"));

    public static final Step DRAIN_DECIDED_NOT_CLOSED =
            Step.of(NAME, DRAIN, "decided not closed", Code.entry(DRAINER, "close"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 7;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.KAFKA);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                PUBLISH_BEFORE_ROW,
                PUBLISH_SAVED_NOT_SENT,
                PUBLISH_SENT_NOT_DECIDED,
                PUBLISH_DECIDED_NOT_CLOSED,
                DRAIN_BEFORE_EITHER,
                DRAIN_SAVED_NOT_REMOVED,
                DRAIN_REMOVED_NOT_DECIDED,
                DRAIN_DECIDED_NOT_CLOSED);
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return scenario == PUBLISH
                ? new WorstStep(PUBLISH_SENT_NOT_DECIDED, "message sent | decide")
                : new WorstStep(DRAIN_REMOVED_NOT_DECIDED, "message removed | decide");
    }

    /** In the end there are both or neither. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return Set.of();
    }

    @Override
    public List<String> tables() {
        return List.of("saga", "saga_undo");
    }

    @Override
    public List<Unfinished> unfinished() {
        return List.of(
                new Unfinished(
                        "SELECT count(*) FROM saga WHERE state IN ('open', 'cancelled')",
                        "sagas to close or to compensate"));
    }
}
