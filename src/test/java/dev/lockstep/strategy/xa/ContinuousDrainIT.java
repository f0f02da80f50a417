package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The drain that nobody calls. Timeline: the server is restarted with the setting that turns it on,
 * letters arrive and are stored, the poisoned one is set aside; the broker and the database are
 * killed while more letters wait; both come back, and the same server drains on by itself.
 */
@OnTheStack
class ContinuousDrainIT {
    private static final int LETTERS = 250;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String POISON = "{\"no\": \"push event\"}";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private ServerProcess server;

    @BeforeEach
    void turnOn() {
        server = lockstep.stack().wildfly().process();
        restartServer(Map.of("LOCKSTEP_DRAIN_CONTINUOUS", "true"));
    }

    @AfterEach
    void turnOff() {
        restartServer(Map.of());
    }

    @Test
    void drainsByItselfAndGoesOnAfterBrokerAndDatabaseWereAway() {
        List<String> first = ids("first");
        lockstep.queues().deadLetters(withPoison(first));
        awaitDrained();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrderElementsOf(first);
        assertThat(lockstep.messages(Queues.INVALID)).isEqualTo(1);

        long pid = server.pid();
        ServerProcess broker = lockstep.stack().artemis().process();
        ServerProcess database = lockstep.stack().postgres().process();
        List<String> second = ids("second");
        lockstep.queues().deadLetters(withPoison(second));
        broker.kill();
        database.kill();
        broker.launch();
        database.launch();
        broker.awaitReady();
        database.awaitReady();

        awaitDrained();
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(lockstep.messages(Queues.INVALID)).isEqualTo(2);
        assertThat(server.pid()).as("no restart").isEqualTo(pid);
    }

    private static List<String> ids(String name) {
        return IntStream.range(1, LETTERS).mapToObj(i -> name + "-" + i).toList();
    }

    /** The poisoned letter lies in the middle of a batch. */
    private static List<String> withPoison(List<String> ids) {
        List<String> letters = new ArrayList<>(ids.stream().map(Api::event).toList());
        letters.add(LETTERS / 2, POISON);
        return letters;
    }

    /** Messages in doubt count as being there. */
    private void awaitDrained() {
        await("the dead-letter queue is empty")
                .atMost(LIMIT)
                .until(() -> lockstep.messages(Queues.DEAD_LETTERS) == 0);
        lockstep.awaitSettled();
    }

    private void restartServer(Map<String, String> environment) {
        lockstep.stack().wildfly().environment(environment);
        server.kill();
        server.launch();
        lockstep.awaitReady();
    }
}
