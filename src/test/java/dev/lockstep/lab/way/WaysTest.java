package dev.lockstep.lab.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.lab.words.Scenario;
import org.junit.jupiter.api.Test;

/** A way that is told of wrongly is left out of the campaigns, and nobody would notice. */
class WaysTest {
    @Test
    void everyWayIsFoundInTheOrderInWhichResultsHaveThem() {
        assertThat(Ways.names())
                .startsWith(
                        "xa",
                        "dual-write-db-first",
                        "dual-write-queue-first",
                        "kafka-tx",
                        "kafka-tx-kafka-first",
                        "outbox",
                        "saga");
    }

    @Test
    void everyWayHasStepsOfItsOwnInEveryScenario() {
        assertThat(Ways.all())
                .allSatisfy(
                        way -> {
                            assertThat(way.steps())
                                    .doesNotHaveDuplicates()
                                    .allMatch(step -> step.way().equals(way.name()));
                            assertThat(way.steps())
                                    .extracting(Step::scenario)
                                    .contains(Scenario.values());
                        });
    }

    @Test
    void theWorstStepIsOneOfThem() {
        assertThat(Ways.all())
                .allSatisfy(
                        way -> {
                            for (Scenario scenario : Scenario.values()) {
                                assertThat(way.steps(scenario))
                                        .contains(way.worst(scenario).step());
                            }
                        });
    }

    @Test
    void aWayThatIsNotThereIsSaidByItsName() {
        assertThatThrownBy(() -> Ways.of("xaa")).hasMessageContaining("\"xaa\"");
    }
}
