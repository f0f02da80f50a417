package dev.lockstep.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two preconditions that are a matter of values alone; the others need a server. */
class PreconditionsTest {
    @ParameterizedTest(name = "a node identifier \"{0}\" is none")
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aMissingNodeIdentifierIsRefused(String identifier) {
        assertThat(Preconditions.nodeIdentifier(identifier))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("no node identifier", "LOCKSTEP_NODE_ID")
                                        .endsWith("."));
    }

    @Test
    void theDefaultNodeIdentifierIsRefused() {
        assertThat(Preconditions.nodeIdentifier("1"))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("default \"1\"", "LOCKSTEP_NODE_ID")
                                        .endsWith("."));
    }

    @ParameterizedTest(name = "\"{0}\" is a node identifier")
    @ValueSource(strings = {"lockstep-0", "10", "2"})
    void aNodeIdentifierOfItsOwnIsFine(String identifier) {
        assertThat(Preconditions.nodeIdentifier(identifier)).isEmpty();
    }

    @ParameterizedTest(name = "{0} prepared transactions are too few for a pool of {1}")
    @CsvSource({"0, 40", "39, 40", "0, 1"})
    void fewerPreparedTransactionsThanConnectionsAreRefused(int allowed, int poolSize) {
        assertThat(Preconditions.preparedTransactions(allowed, poolSize))
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
        assertThat(Preconditions.preparedTransactions(allowed, poolSize)).isEmpty();
    }
}
