package dev.lockstep.lab.demo;

import static dev.lockstep.lab.fault.Scenario.DRAIN;
import static dev.lockstep.lab.fault.Scenario.PUBLISH;

import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Step;
import dev.lockstep.lab.fault.Window;
import java.util.List;

/**
 * Where a crash hurts a strategy most, in each scenario: after the first side has committed or,
 * where that is harmless, as late as anything can still go wrong.
 *
 * @param where in the words of the protocol
 */
record WorstStep(CrashPoint point, String where) {
    /** In the order in which they are shown. */
    static final List<WorstStep> ALL =
            List.of(
                    new WorstStep(
                            Step.DECIDED_NOT_COMMITTED.in(PUBLISH), "prepared, decided | commits"),
                    new WorstStep(
                            Step.DECIDED_NOT_COMMITTED.in(DRAIN), "prepared, decided | commits"),
                    new WorstStep(
                            Window.DB_FIRST_PUBLISH_BETWEEN_COMMITS.point(),
                            "row committed | send message"),
                    new WorstStep(
                            Window.DB_FIRST_DRAIN_BETWEEN_COMMITS.point(),
                            "row committed | remove message"),
                    new WorstStep(
                            Window.QUEUE_FIRST_PUBLISH_BETWEEN_COMMITS.point(),
                            "message sent | commit row"),
                    new WorstStep(
                            Window.QUEUE_FIRST_DRAIN_BETWEEN_COMMITS.point(),
                            "message removed | commit row"),
                    new WorstStep(
                            Window.KAFKA_TX_PUBLISH_BETWEEN_COMMITS.point(),
                            "row committed | commit Kafka"),
                    new WorstStep(
                            Window.KAFKA_TX_DRAIN_BETWEEN_COMMITS.point(),
                            "row committed | commit offset"),
                    new WorstStep(
                            Window.OUTBOX_PUBLISH_SENT_NOT_MARKED.point(),
                            "message sent | mark entry"),
                    new WorstStep(
                            Window.OUTBOX_DRAIN_SAVED_NOT_REMOVED.point(),
                            "row committed | commit offset"),
                    new WorstStep(
                            Window.SAGA_PUBLISH_SENT_NOT_DECIDED.point(), "message sent | decide"),
                    new WorstStep(
                            Window.SAGA_DRAIN_REMOVED_NOT_DECIDED.point(),
                            "message removed | decide"));

    String strategy() {
        return point.strategy();
    }

    boolean is(Scenario scenario) {
        return point.scenario() == scenario;
    }

    /** The event that is at work there when the server is killed. */
    String event() {
        return "killed-" + strategy() + "-" + point.scenario().name().toLowerCase();
    }
}
