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

/** As {@code kafka-tx}, with Kafka's transaction committed first. */
public final class KafkaTxKafkaFirst implements Way {
    public static final String NAME = "kafka-tx-kafka-first";

    private static final String TRANSACTION = "dev.lockstep.strategy.kafkatx.KafkaTransaction";

    private static final Code PUBLISHING =
            Code.entry("dev.lockstep.strategy.kafkatx.KafkaTxPublish", "saveAndSend");
    private static final Code DRAINING =
            Code.entry("dev.lockstep.strategy.kafkatx.KafkaTxDrain", "takeAndSave");

    public static final Step PUBLISH_BETWEEN_COMMITS =
            Step.of(NAME, PUBLISH, "between commits", Code.exit(TRANSACTION, "beforeCompletion"))
                    .after(PUBLISHING)
                    .leaving(PHANTOM);

    public static final Step DRAIN_BETWEEN_COMMITS =
            Step.of(NAME, DRAIN, "between commits", Code.exit(TRANSACTION, "beforeCompletion"))
                    .after(DRAINING)
                    .leaving(LOST);

    private static final Set<Fault> NO_ROW_AFTER = Set.of(Fault.READ_ONLY, Fault.BLACK_HOLE);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public Set<Part> parts() {
        return Set.of(Part.POSTGRESQL, Part.KAFKA);
    }

    @Override
    public List<Step> steps() {
        return List.of(PUBLISH_BETWEEN_COMMITS, DRAIN_BETWEEN_COMMITS);
    }

    @Override
    public WorstStep worst(Scenario scenario) {
        return scenario == PUBLISH
                ? new WorstStep(PUBLISH_BETWEEN_COMMITS, "Kafka committed | commit row")
                : new WorstStep(DRAIN_BETWEEN_COMMITS, "offset committed | commit row");
    }

    /** The message is there before its row, and stays if the row is refused. */
    @Override
    public Set<Anomaly> possible(Scenario scenario, Victim victim, Fault fault) {
        return scenario == PUBLISH ? Set.of(PHANTOM, UNDEAD, PREMATURE) : Set.of(LOST);
    }

    /**
     * Kafka's transaction is committed, and the database's is not: its session is ended, or what
     * would commit it is lost.
     */
    @Override
    public Set<Anomaly> certain(Step step, Victim victim, Fault fault) {
        return victim == Victim.DATABASE && NO_ROW_AFTER.contains(fault) ? step.leaves() : Set.of();
    }
}
