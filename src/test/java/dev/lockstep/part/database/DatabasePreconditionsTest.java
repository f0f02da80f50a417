package dev.lockstep.part.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The precondition that is a matter of values alone; the others need a server. */
class DatabasePreconditionsTest {
    @ParameterizedTest(name = "{0} prepared transactions are too few for a pool of {1}")
    @CsvSource({"0, 40", "39, 40", "0, 1"})
    void fewerPreparedTransactionsThanConnectionsAreRefused(int allowed, int poolSize) {
        assertThat(DatabasePreconditions.preparedTransactions(allowed, poolSize))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains(
                                                "max_prepared_transactions = " + allowed,
                                                "the " + poolSize + " connections",
                                                "at least " + poolSize)
                                        .endsWith("."));
    }

    @ParameterizedTest(name = "{0} prepared transactions are enough for a pool of {1}")
    @CsvSource({"40, 40", "100, 40", "1, 1"})
    void asManyPreparedTransactionsAsConnectionsAreFine(int allowed, int poolSize) {
        assertThat(DatabasePreconditions.preparedTransactions(allowed, poolSize)).isEmpty();
    }
}
