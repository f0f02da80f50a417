package dev.lockstep.lab.way;

import static dev.lockstep.lab.words.Anomaly.DUPLICATE;
import static dev.lockstep.lab.words.Anomaly.ORPHAN;
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

/** A transaction of the database and one of Kafka, the database's committed first. */
public final class KafkaTx implements Way {
    public static final String NAME = "kafka-tx";

    private static final String TRANSACTION = "dev.lockstep.strategy.kafkatx.KafkaTransaction";

    private static final Code PUBLISHING =
            Code.entry("dev.lockstep.strategy.kafkatx.KafkaTxPublish", "saveAndSend");
    private static final Code DRAINING =
            Code.entry("dev.lockstep.strategy.kafkatx.KafkaTxDrain", "takeAndSave");

    public static final Step PUBLISH_BEFORE_EITHER =
            Step.of(NAME, PUBLISH, "before either", Code.entry(TRANSACTION, "beforeCompletion"))
                    .after(PUBLISHING);

    public static final Step PUBLISH_BETWEEN_COMMITS =
            Step.of(
                            NAME,
                            PUBLISH,
                            "between commits",
                            Code.entry(TRANSACTION, "commitAfterTheDatabase"))
                    .after(PUBLISHING)
                    .leaving(ORPHAN);

    public static final Step DRAIN_BEFORE_EITHER =
            Step.of(NAME, DRAIN, "before either", Code.entry(TRANSACTION, "beforeCompletion"))
                    .after(DRAINING);

    /** Stored, and its offset not committed: it comes again, and its id is known. */
    public static final Step DRAIN_BETWEEN_COMMITS =
            Step.of(
                            NAME,
                            DRAIN,
                            "between commits",
                            Code.entry(TRANSACTION, "commitAfterTheDatabase"))
                    .after(DRAINING)
                    .leaving(DUPLICATE);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 4;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.KAFKA);
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
                ? new WorstStep(PUBLISH_BETWEEN_COMMITS, "row committed | commit Kafka")
                : new WorstStep(DRAIN_BETWEEN_COMMITS, "row committed | commit offset");
    }

    /** Kafka may refuse, or not answer, once the row is there. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return scenario == PUBLISH ? Set.of(ORPHAN, UNDEAD) : Set.of();
    }
}
