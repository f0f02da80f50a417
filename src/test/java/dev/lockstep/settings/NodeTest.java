package dev.lockstep.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a server may work under. */
class NodeTest {
    @ParameterizedTest(name = "a node identifier \"{0}\" is none")
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aMissingNodeIdentifierIsRefused(String identifier) {
        assertThat(Node.problem(identifier))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("no node identifier", "LOCKSTEP_NODE_ID")
                                        .endsWith("."));
    }

    @Test
    void theDefaultNodeIdentifierIsRefused() {
        assertThat(Node.problem("1"))
                .hasValueSatisfying(
                        sentence ->
                                assertThat(sentence)
                                        .contains("default \"1\"", "LOCKSTEP_NODE_ID")
                                        .endsWith("."));
    }

    @ParameterizedTest(name = "\"{0}\" is a node identifier")
    @ValueSource(strings = {"lockstep-0", "10", "2"})
    void aNodeIdentifierOfItsOwnIsFine(String identifier) {
        assertThat(Node.problem(identifier)).isEmpty();
    }
}
