package dev.lockstep.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Health;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The database or the broker is away while WildFly stays. Timeline of every test: the server's
 * pools are filled, one process is killed and held down or frozen where it stands, a publish and a
 * drain are answered 503 in bounded time, live stays UP and ready goes DOWN with that process's
 * name, the process comes back, and the same server, without a restart of its own, works again.
 */
@OnTheStack
class HealthIT {
    private static final String EVENT = "while-away";
    private static final String LETTER = "letter";

    /** So many connections wait in each pool, none of which knows yet that its server is away. */
    private static final int CALLERS = 16;

    /** More than the server has threads for them. */
    private static final int PROBES = 4;

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(4);
    private static final Duration KILLED = Duration.ofSeconds(25);
    private static final Duration FROZEN = Duration.ofSeconds(30);

    private final Set<String> acknowledged = new HashSet<>();
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void databaseKilled() throws IOException {
        ServerProcess database = lockstep.stack().postgres().process();
        assertSurvives("database", database::kill, database::launch, KILLED);
    }

    @Test
    void brokerKilled() throws IOException {
        ServerProcess broker = lockstep.stack().artemis().process();
        assertSurvives("broker", broker::kill, broker::launch, KILLED);
    }

    /** A frozen process keeps its connections and answers nothing: only a bound ends the wait. */
    @Test
    void databaseFrozen() throws IOException {
        ServerProcess database = lockstep.stack().postgres().process();
        assertSurvives("database", database::freeze, database::thaw, FROZEN);
    }

    @Test
    void brokerFrozen() throws IOException {
        ServerProcess broker = lockstep.stack().artemis().process();
        assertSurvives("broker", broker::freeze, broker::thaw, FROZEN);
    }

    private void assertSurvives(String check, Runnable takeAway, Runnable giveBack, Duration bound)
            throws IOException {
        long server = lockstep.stack().wildfly().process().pid();
        fillThePools();
        lockstep.queues().deadLetters(List.of(Api.event(LETTER)));

        takeAway.run();
        try {
            assertBoundedWhileAway(check, bound);
        } finally {
            giveBack.run();
        }

        lockstep.awaitReady();
        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(201);
        acknowledged.add(EVENT);
        assertThat(lockstep.operator().drain(10, 10).json().getInt("settled")).isEqualTo(1);
        lockstep.awaitDelivered();
        lockstep.awaitSettled();
        assertThat(lockstep.stack().wildfly().process().pid()).isEqualTo(server);
        lockstep.assertNoAnomalies(
                Histories.acknowledged(acknowledged).and(Histories.deadLetters(LETTER)));
        assertThat(lockstep.sides().rows()).contains(LETTER);
    }

    private void assertBoundedWhileAway(String check, Duration bound) {
        CompletableFuture<Answer> publish = lockstep.publisher().publishAsync(Api.event(EVENT));
        CompletableFuture<Answer> drain = lockstep.operator().drainAsync(10, 10);
        List<CompletableFuture<Health>> ready =
                Stream.generate(() -> lockstep.health("ready")).limit(PROBES).toList();
        CompletableFuture<Health> live = lockstep.health("live");

        assertThat(live).as("not held up by ready").succeedsWithin(PROBE_LIMIT);
        assertThat(live.join().status()).isEqualTo(200);
        assertThat(ready).allSatisfy(answer -> assertNotReady(answer, check));
        assertThat(CompletableFuture.allOf(publish, drain))
                .as("publish %s, drain %s", publish, drain)
                .succeedsWithin(bound);
        assertThat(publish.join().status()).as(publish.join().text()).isEqualTo(503);
        assertThat(drain.join().status()).as(drain.join().text()).isEqualTo(503);
    }

    private static void assertNotReady(CompletableFuture<Health> ready, String check) {
        assertThat(ready).succeedsWithin(PROBE_LIMIT);
        assertThat(ready.join().status()).isEqualTo(503);
        assertThat(ready.join().down()).containsExactly(check);
        assertThat(ready.join().problems(check)).hasSize(1);
    }

    private void fillThePools() {
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String id = "before-" + caller;
            acknowledged.add(id);
            answers.add(lockstep.publisher().publishAsync(Api.event(id)));
        }
        assertThat(answers).allSatisfy(a -> assertThat(a.join().status()).isEqualTo(201));
        lockstep.awaitDelivered();
    }
}
