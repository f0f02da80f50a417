package dev.lockstep.strategy.kafkatx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the two transactions came to, in every pair of ends. */
class EndTest {
    @ParameterizedTest
    @CsvSource({
        "NOT_BEGUN, AGREED",
        "OPEN, ONLY_DB",
        "NOT_KNOWN, DB_AND_PERHAPS_KAFKA",
        "COMMITTED, AGREED",
        "ABORTED, ONLY_DB",
        "ABANDONED, ONLY_DB"
    })
    void databaseThatCommittedStandsAloneUnlessKafkaHasCommittedOrWasNotNeeded(
            State kafka, End end) {
        assertThat(End.withRow(kafka)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_BEGUN, NEITHER",
        "OPEN, NEITHER",
        "NOT_KNOWN, KAFKA_NOT_KNOWN",
        "COMMITTED, ONLY_KAFKA",
        "ABORTED, NEITHER",
        "ABANDONED, NEITHER"
    })
    void databaseThatDidNotCommitLeavesNothingUnlessKafkaMayHaveCommitted(State kafka, End end) {
        assertThat(End.withoutRow(kafka)).isEqualTo(end);
    }
}
