package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.DUPLICATE;
import static dev.lockstep.lab.words.Anomaly.ORPHAN;
import static dev.lockstep.lab.words.Anomaly.PHANTOM;
import static dev.lockstep.lab.words.Anomaly.UNDEAD;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Set;

/** Two writes that nobody coordinates, the row's first. */
public final class DualWriteDbFirst implements Way {
    public static final String NAME = "dual-write-db-first";

    private static final String PUBLISHER = "dev.lockstep.strategy.dualwrite.DbFirstPublish";
    private static final String DRAINER = "dev.lockstep.strategy.dualwrite.DbFirstDrain";

    public static final Step PUBLISH_BEFORE_EITHER =
            Step.of(NAME, PUBLISH, "before either", Code.entry(PUBLISHER, "saveRow"));

    public static final Step PUBLISH_BETWEEN_COMMITS =
            Step.of(NAME, PUBLISH, "between commits", Code.entry(PUBLISHER, "sendMessage"))
                    .leaving(ORPHAN);

    public static final Step PUBLISH_AFTER_BOTH =
            Step.of(NAME, PUBLISH, "after both", Code.exit(PUBLISHER, "sendMessage"));

    public static final Step DRAIN_BEFORE_EITHER =
            Step.of(NAME, DRAIN, "before either", Code.entry(DRAINER, "saveRows"));

    /** Stored, and still waiting in the queue: it comes again, and its id is known. */
    public static final Step DRAIN_BETWEEN_COMMITS =
            Step.of(NAME, DRAIN, "between commits", Code.entry(DRAINER, "removeMessages"))
                    .leaving(DUPLICATE);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 2;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.ARTEMIS);
    }

    @Override
    public List<Step> steps() {
        return List.of(
                PUBLISH_BEFORE_EITHER,
                PUBLISH_BETWEEN_COMMITS,
                PUBLISH_AFTER_BOTH,
                DRAIN_BEFORE_EITHER,
                DRAIN_BETWEEN_COMMITS);
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return scenario == PUBLISH
                ? new WorstStep(PUBLISH_BETWEEN_COMMITS, "row committed | send message")
                : new WorstStep(DRAIN_BETWEEN_COMMITS, "row committed | remove message");
    }

    /** A row whose message was refused is taken back; if Artemis did not answer, it may come. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return scenario == PUBLISH ? Set.of(ORPHAN, PHANTOM, UNDEAD) : Set.of();
    }
}
