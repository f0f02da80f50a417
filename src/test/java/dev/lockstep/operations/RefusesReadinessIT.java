package dev.lockstep.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.stack.BrokerConsole;
import dev.lockstep.lab.stack.Postgres;
import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.support.Health;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A server that could not keep its promise does not say that it is ready. Timeline of every test:
 * the server is killed, one precondition is made false for real, the server starts, is live, and
 * says in one sentence why it is not ready; the precondition is mended, and it becomes ready, by
 * itself where the cause lay outside of it.
 */
@OnTheStack
class RefusesReadinessIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NODE = "LOCKSTEP_NODE_ID";
    private static final String XA_FACTORY = "transaction=\"xa\"";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private WildFly server;

    @BeforeEach
    void killServer() {
        server = lockstep.stack().wildfly();
        server.process().kill();
    }

    @AfterEach
    void healed() {
        lockstep.awaitReady();
    }

    @Tag("longer")
    @Test
    void fewerPreparedTransactionsThanPooledConnections() {
        restartDatabase(Map.of("max_prepared_transactions", "39"));
        try {
            assertRefuses(
                    "PostgreSQL allows max_prepared_transactions = 39, fewer than the 40 connections of the XA pool: raise it to at least 40 and restart PostgreSQL.");
        } finally {
            restartDatabase(Map.of());
        }
        lockstep.awaitReady();
    }

    @Test
    void missingQueue() {
        BrokerConsole console = lockstep.stack().artemis().console();
        console.executeOnBroker("destroyQueue(java.lang.String)", Queues.INVALID);
        try {
            assertRefuses(
                    "The broker has no queue push.events.invalid: declare it in broker.xml; nothing is created by use.");
        } finally {
            console.executeOnBroker(
                    "createQueue(java.lang.String,java.lang.String,java.lang.String)",
                    Queues.INVALID,
                    Queues.INVALID,
                    "ANYCAST");
        }
        lockstep.awaitReady();
    }

    @Tag("longer")
    @Test
    void nodeIdentifierThatIsTheDefaultOrMissing() {
        try {
            server.environment(Map.of(NODE, "1"));
            assertRefuses(
                    "The transaction manager's node identifier is the default \"1\": set LOCKSTEP_NODE_ID to a name that no other server has.");
            server.process().kill();
            server.environment(Map.of(NODE, ""));
            assertRefuses(
                    "The transaction manager has no node identifier: set LOCKSTEP_NODE_ID to a name that no other server has.");
        } finally {
            server.process().kill();
            server.environment(Map.of());
            server.process().launch();
        }
        lockstep.awaitReady();
    }

    @Test
    void connectionFactoryThatIsNoXaParticipant() throws IOException {
        String configuration = Files.readString(server.configuration());
        assertThat(configuration).containsOnlyOnce(XA_FACTORY);
        Files.writeString(
                server.configuration(), configuration.replace(XA_FACTORY, "transaction=\"local\""));
        try {
            assertRefuses(
                    "enlisted as a one-phase (last) resource: LockstepXA must be an xa-data-source and activemq-ra must have transaction=xa.");
        } finally {
            server.process().kill();
            Files.writeString(server.configuration(), configuration);
            server.process().launch();
        }
        lockstep.awaitReady();
    }

    /** Starts the server, and waits for the one sentence that it gives as its reason. */
    private void assertRefuses(String sentence) {
        server.process().launch();
        await("the server says why it is not ready")
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(
                        () -> {
                            Health ready = lockstep.health("ready").join();
                            assertThat(ready.status()).isEqualTo(503);
                            assertThat(ready.problems("preconditions"))
                                    .singleElement()
                                    .asString()
                                    .endsWith(sentence);
                        });
        assertThat(lockstep.health("live").join().status()).isEqualTo(200);
    }

    private void restartDatabase(Map<String, String> settings) {
        Postgres database = lockstep.stack().postgres();
        database.settings(settings);
        database.process().kill();
        database.process().launch();
        database.process().awaitReady();
    }
}
