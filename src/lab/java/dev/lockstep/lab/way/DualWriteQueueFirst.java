package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.LOST;
import static dev.lockstep.lab.words.Anomaly.PHANTOM;
import static dev.lockstep.lab.words.Anomaly.PREMATURE;
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

/** Two writes that nobody coordinates, the message's first. */
public final class DualWriteQueueFirst implements Way {
    public static final String NAME = "dual-write-queue-first";

    private static final String PUBLISHER = "dev.lockstep.strategy.dualwrite.QueueFirstPublish";
    private static final String DRAINER = "dev.lockstep.strategy.dualwrite.QueueFirstDrain";

    public static final Step PUBLISH_BEFORE_EITHER =
            Step.of(NAME, PUBLISH, "before either", Code.entry(PUBLISHER, "sendMessage"));

    public static final Step PUBLISH_BETWEEN_COMMITS =
            Step.of(NAME, PUBLISH, "between commits", Code.entry(PUBLISHER, "saveRow"))
                    .leaving(PHANTOM);

    public static final Step DRAIN_BEFORE_EITHER =
            Step.of(NAME, DRAIN, "before either", Code.entry(DRAINER, "removeMessages"));

    public static final Step DRAIN_BETWEEN_COMMITS =
            Step.of(NAME, DRAIN, "between commits", Code.entry(DRAINER, "saveRows")).leaving(LOST);

    private static final Set<Fault> NO_ROW_AFTER =
            Set.of(Fault.READ_ONLY, Fault.BLACK_HOLE, Fault.ANSWERS_LOST);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 3;
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
                DRAIN_BEFORE_EITHER,
                DRAIN_BETWEEN_COMMITS);
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return scenario == PUBLISH
                ? new WorstStep(PUBLISH_BETWEEN_COMMITS, "message sent | commit row")
                : new WorstStep(DRAIN_BETWEEN_COMMITS, "message removed | commit row");
    }

    /** The message is there before its row, and stays if the row is refused. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return scenario == PUBLISH ? Set.of(PHANTOM, UNDEAD, PREMATURE) : Set.of(LOST);
    }

    /**
     * The message is sent or removed, and its row cannot be saved any more: the database refuses
     * it, is never asked, or never learns that its answer is to be committed.
     */
    @Override
    public Set<Anomaly> certain(Step step, Victim victim, Fault fault) {
        return victim == Victim.DATABASE && NO_ROW_AFTER.contains(fault) ? step.leaves() : Set.of();
    }
}
