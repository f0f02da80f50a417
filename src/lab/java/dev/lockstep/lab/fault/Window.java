package dev.lockstep.lab.fault;

import static dev.lockstep.lab.fault.Scenario.DRAIN;
import static dev.lockstep.lab.fault.Scenario.PUBLISH;

import dev.lockstep.lab.fault.CrashPoint.Code;
import java.util.Map;
import java.util.Set;

/**
 * The windows of the strategies that do not use two-phase commit, in protocol order, each with what
 * theory says of a crash in it. Those of {@code xa} are in {@link Step}.
 */
public enum Window {
    DB_FIRST_PUBLISH_BEFORE_EITHER(
            "dual-write-db-first", PUBLISH, Set.of(), Code.entry(In.DB_FIRST_PUBLISH, "saveRow")),
    DB_FIRST_PUBLISH_BETWEEN_COMMITS(
            "dual-write-db-first",
            PUBLISH,
            Set.of("orphan"),
            Code.entry(In.DB_FIRST_PUBLISH, "sendMessage")),
    DB_FIRST_PUBLISH_AFTER_BOTH(
            "dual-write-db-first",
            PUBLISH,
            Set.of(),
            Code.exit(In.DB_FIRST_PUBLISH, "sendMessage")),
    DB_FIRST_DRAIN_BEFORE_EITHER(
            "dual-write-db-first", DRAIN, Set.of(), Code.entry(In.DB_FIRST_DRAIN, "saveRows")),
    /** Stored, and still waiting in the queue: it comes again, and its id is known. */
    DB_FIRST_DRAIN_BETWEEN_COMMITS(
            "dual-write-db-first",
            DRAIN,
            Set.of("duplicate"),
            Code.entry(In.DB_FIRST_DRAIN, "removeMessages")),

    QUEUE_FIRST_PUBLISH_BEFORE_EITHER(
            "dual-write-queue-first",
            PUBLISH,
            Set.of(),
            Code.entry(In.QUEUE_FIRST_PUBLISH, "sendMessage")),
    QUEUE_FIRST_PUBLISH_BETWEEN_COMMITS(
            "dual-write-queue-first",
            PUBLISH,
            Set.of("phantom"),
            Code.entry(In.QUEUE_FIRST_PUBLISH, "saveRow")),
    QUEUE_FIRST_DRAIN_BEFORE_EITHER(
            "dual-write-queue-first",
            DRAIN,
            Set.of(),
            Code.entry(In.QUEUE_FIRST_DRAIN, "removeMessages")),
    QUEUE_FIRST_DRAIN_BETWEEN_COMMITS(
            "dual-write-queue-first",
            DRAIN,
            Set.of("lost"),
            Code.entry(In.QUEUE_FIRST_DRAIN, "saveRows")),

    KAFKA_TX_PUBLISH_BEFORE_EITHER(
            "kafka-tx",
            PUBLISH,
            Set.of(),
            Code.entry(In.KAFKA_TX_PUBLISH, "saveAndSend"),
            Code.entry(In.KAFKA_TRANSACTION, "beforeCompletion")),
    KAFKA_TX_PUBLISH_BETWEEN_COMMITS(
            "kafka-tx",
            PUBLISH,
            Set.of("orphan"),
            Code.entry(In.KAFKA_TX_PUBLISH, "saveAndSend"),
            Code.entry(In.KAFKA_TRANSACTION, "commitAfterTheDatabase")),
    KAFKA_TX_DRAIN_BEFORE_EITHER(
            "kafka-tx",
            DRAIN,
            Set.of(),
            Code.entry(In.KAFKA_TX_DRAIN, "takeAndSave"),
            Code.entry(In.KAFKA_TRANSACTION, "beforeCompletion")),
    /** Stored, and its offset not committed: it comes again, and its id is known. */
    KAFKA_TX_DRAIN_BETWEEN_COMMITS(
            "kafka-tx",
            DRAIN,
            Set.of("duplicate"),
            Code.entry(In.KAFKA_TX_DRAIN, "takeAndSave"),
            Code.entry(In.KAFKA_TRANSACTION, "commitAfterTheDatabase")),
    KAFKA_TX_KAFKA_FIRST_PUBLISH_BETWEEN_COMMITS(
            "kafka-tx-kafka-first",
            PUBLISH,
            Set.of("phantom"),
            Code.entry(In.KAFKA_TX_PUBLISH, "saveAndSend"),
            Code.exit(In.KAFKA_TRANSACTION, "beforeCompletion")),
    KAFKA_TX_KAFKA_FIRST_DRAIN_BETWEEN_COMMITS(
            "kafka-tx-kafka-first",
            DRAIN,
            Set.of("lost"),
            Code.entry(In.KAFKA_TX_DRAIN, "takeAndSave"),
            Code.exit(In.KAFKA_TRANSACTION, "beforeCompletion")),

    OUTBOX_PUBLISH_BEFORE_COMMIT(
            "outbox", PUBLISH, Set.of(), Code.exit(In.OUTBOX_PUBLISH, "addEntry")),
    OUTBOX_PUBLISH_COMMITTED_NOT_SENT(
            "outbox", PUBLISH, Set.of(), Code.entry(In.OUTBOX_RELAY, "sendMessages")),
    /** Sent twice, which the inbox of the consumer takes out. */
    OUTBOX_PUBLISH_SENT_NOT_MARKED(
            "outbox", PUBLISH, Set.of(), Code.entry(In.OUTBOX_RELAY, "markEntries")),
    OUTBOX_DRAIN_BEFORE_EITHER("outbox", DRAIN, Set.of(), Code.entry(In.OUTBOX_DRAIN, "saveRows")),
    /** Stored, and its offset not committed: it comes again, and its id is known. */
    OUTBOX_DRAIN_SAVED_NOT_REMOVED(
            "outbox", DRAIN, Set.of("duplicate"), Code.entry(In.OUTBOX_DRAIN, "removeMessages")),

    // A saga that was not decided is compensated: in the end there is neither.
    SAGA_PUBLISH_BEFORE_ROW("saga", PUBLISH, Set.of(), Code.entry(In.SAGA_PUBLISH, "saveRow")),
    SAGA_PUBLISH_SAVED_NOT_SENT(
            "saga", PUBLISH, Set.of(), Code.entry(In.SAGA_PUBLISH, "sendMessage")),
    SAGA_PUBLISH_SENT_NOT_DECIDED("saga", PUBLISH, Set.of(), Code.entry(In.SAGA_PUBLISH, "decide")),
    SAGA_PUBLISH_DECIDED_NOT_CLOSED(
            "saga", PUBLISH, Set.of(), Code.entry(In.SAGA_PUBLISH, "close")),
    SAGA_DRAIN_BEFORE_EITHER("saga", DRAIN, Set.of(), Code.entry(In.SAGA_DRAIN, "saveRows")),
    /** The letter is put back beside itself, and its row is taken back. */
    SAGA_DRAIN_SAVED_NOT_REMOVED(
            "saga", DRAIN, Set.of(), Code.entry(In.SAGA_DRAIN, "removeMessages")),
    SAGA_DRAIN_REMOVED_NOT_DECIDED("saga", DRAIN, Set.of(), Code.entry(In.SAGA_DRAIN, "decide")),
    SAGA_DRAIN_DECIDED_NOT_CLOSED("saga", DRAIN, Set.of(), Code.entry(In.SAGA_DRAIN, "close"));

    private final CrashPoint point;

    Window(String strategy, Scenario scenario, Set<String> predicted, Code stops) {
        this(strategy, scenario, predicted, null, stops);
    }

    Window(String strategy, Scenario scenario, Set<String> predicted, Code begins, Code stops) {
        this.point =
                new CrashPoint(strategy, scenario, name(), Map.of(), predicted, begins, stops, 0);
    }

    public CrashPoint point() {
        return point;
    }

    private static final class In {
        static final String DB_FIRST_PUBLISH = "dev.lockstep.strategy.dualwrite.DbFirstPublish";
        static final String DB_FIRST_DRAIN = "dev.lockstep.strategy.dualwrite.DbFirstDrain";
        static final String QUEUE_FIRST_PUBLISH =
                "dev.lockstep.strategy.dualwrite.QueueFirstPublish";
        static final String QUEUE_FIRST_DRAIN = "dev.lockstep.strategy.dualwrite.QueueFirstDrain";
        static final String KAFKA_TX_PUBLISH = "dev.lockstep.strategy.kafkatx.KafkaTxPublish";
        static final String KAFKA_TX_DRAIN = "dev.lockstep.strategy.kafkatx.KafkaTxDrain";
        static final String KAFKA_TRANSACTION = "dev.lockstep.strategy.kafkatx.KafkaTransaction";
        static final String OUTBOX_PUBLISH = "dev.lockstep.strategy.outbox.OutboxPublish";
        static final String OUTBOX_RELAY = "dev.lockstep.strategy.outbox.OutboxRelay";
        static final String OUTBOX_DRAIN = "dev.lockstep.strategy.outbox.OutboxDrain";
        static final String SAGA_PUBLISH = "dev.lockstep.strategy.saga.SagaPublish";
        static final String SAGA_DRAIN = "dev.lockstep.strategy.saga.SagaDrain";
    }
}
