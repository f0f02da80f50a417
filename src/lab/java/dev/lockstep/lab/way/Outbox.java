package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.DUPLICATE;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Set;

/** The message as a row of the same transaction, from where a relay sends it. */
public final class Outbox implements Way {
    public static final String NAME = "outbox";

    private static final String PUBLISHER = "dev.lockstep.strategy.outbox.OutboxPublish";
    private static final String RELAY = "dev.lockstep.strategy.outbox.OutboxRelay";
    private static final String DRAINER = "dev.lockstep.strategy.outbox.OutboxDrain";

    public static final Step PUBLISH_BEFORE_COMMIT =
            Step.of(NAME, PUBLISH, "before commit", Code.exit(PUBLISHER, "addEntry"));

    public static final Step PUBLISH_COMMITTED_NOT_SENT =
            Step.of(NAME, PUBLISH, "committed not sent", Code.entry(RELAY, "sendMessages"));

    /** Sent twice, which the inbox of the consumer takes out. */
    public static final Step PUBLISH_SENT_NOT_MARKED =
            Step.of(NAME, PUBLISH, "sent not marked", Code.entry(RELAY, "markEntries"));

    public static final Step DRAIN_BEFORE_EITHER =
            Step.of(NAME, DRAIN, "before either", Code.entry(DRAINER, "saveRows"));

    /** Stored, and its offset not committed: it comes again, and its id is known. */
    public static final Step DRAIN_SAVED_NOT_REMOVED =
            Step.of(NAME, DRAIN, "saved not removed", Code.entry(DRAINER, "removeMessages"))
                    .leaving(DUPLICATE);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 6;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.KAFKA);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                PUBLISH_BEFORE_COMMIT,
                PUBLISH_COMMITTED_NOT_SENT,
                PUBLISH_SENT_NOT_MARKED,
                DRAIN_BEFORE_EITHER,
                DRAIN_SAVED_NOT_REMOVED);
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return scenario == PUBLISH
                ? new WorstStep(PUBLISH_SENT_NOT_MARKED, "message sent | mark entry")
                : new WorstStep(DRAIN_SAVED_NOT_REMOVED, "row committed | commit offset");
    }

    /** What is committed is sent, however often it takes. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return Set.of();
    }

    @Override
    public List<String> tables() {
        return List.of("outbox");
    }

    @Override
    public List<Unfinished> unfinished() {
        return List.of(
                new Unfinished(
                        "SELECT count(*) FROM outbox WHERE sent_at IS NULL",
                        "outbox entries to send"));
    }
}
