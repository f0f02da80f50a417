package dev.lockstep.strategy;

import static java.util.concurrent.CompletableFuture.allOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every strategy owes its callers when the server or a broker goes away while no call stands
 * between two of its steps. The strategies are those that the application itself lists.
 */
@OnTheStack
class StrategyOutagesIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * Killed while nothing is at work, the restarted server goes on by itself, as it does after the
     * kills in windows.
     */
    @Tag("longer")
    @EachStrategy
    void aKillOfTheIdleServerLosesNothing(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("before"));
        lockstep.deadLetters(strategy, List.of(Api.event("letter")));

        lockstep.stack().wildfly().process().kill();
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();

        publisher(strategy).publish(Api.event("after"));
        assertDrained(operator(strategy).drain(1000, 100), 1, 1, 0);
        lockstep.awaitQuiet();
        lockstep.assertNoAnomalies(
                Histories.acknowledged("before", "after").and(Histories.deadLetters("letter")));
    }

    /** An orderly stop lets what is at work end: nothing is torn, under any strategy. */
    @Test
    void anOrderlyStopAmongPublishesTearsNothing() throws IOException {
        Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        List<CompletableFuture<?>> clients = new ArrayList<>();
        ServerProcess server = lockstep.stack().wildfly().process();
        long stopping = server.pid();
        List<String> strategies = Strategies.names().toList();
        for (String strategy : strategies) {
            clients.add(
                    CompletableFuture.runAsync(
                            () -> publishUntilRefused(strategy, strategy, answers),
                            client -> new Thread(client).start()));
        }
        await("some are published under each")
                .until(
                        () ->
                                strategies.stream()
                                        .allMatch(name -> answers.containsKey(name + "-5")));

        server.signal("TERM");

        allOf(clients.toArray(CompletableFuture[]::new)).join();
        await("the supervisor has started it again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.isRunning() && server.pid() != stopping);
        lockstep.awaitReady();
        lockstep.awaitQuiet();
        lockstep.assertNoAnomalies(Histories.answered(answers));
    }

    /** The broker is killed and comes back while callers go on; the server is not touched. */
    @ParameterizedTest(name = "in Kafka: {0}")
    @ValueSource(booleans = {false, true})
    void aBrokerThatIsKilledAndBackTearsNothingWhileNobodyIsInAWindow(boolean inKafka)
            throws IOException {
        List<String> strategies = new ArrayList<>();
        for (String strategy : Strategies.names().toList()) {
            if (Strategies.isInKafka(strategy) == inKafka) {
                strategies.add(strategy);
            }
        }
        ServerProcess broker =
                inKafka ? lockstep.stack().kafka().process() : lockstep.stack().artemis().process();
        Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        for (String strategy : strategies) {
            assertPublished(strategy, "before", answers);
        }
        lockstep.awaitQuiet();

        broker.kill();
        // At once: each is told only after it has waited for the broker for as long as it may.
        allOf(
                        strategies.stream()
                                .map(strategy -> publishing(strategy, "during", answers))
                                .toArray(CompletableFuture[]::new))
                .join();
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();

        for (String strategy : strategies) {
            assertPublished(strategy, "after", answers);
        }
        lockstep.awaitQuiet();
        lockstep.assertNoAnomalies(Histories.answered(answers));
    }

    private CompletableFuture<?> publishing(
            String strategy, String when, Map<String, Integer> answers) {
        String id = strategy + "-" + when;
        return publisher(strategy)
                .publishAsync(Api.event(id))
                .thenAccept(answer -> answers.put(id, answer.status()));
    }

    private void assertPublished(String strategy, String when, Map<String, Integer> answers)
            throws IOException {
        Api.Answer answer = publish(strategy, when, answers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Api.Answer publish(String strategy, String when, Map<String, Integer> answers)
            throws IOException {
        String id = strategy + "-" + when;
        Api.Answer answer = publisher(strategy).publish(Api.event(id));
        answers.put(id, answer.status());
        return answer;
    }

    private void publishUntilRefused(String strategy, String client, Map<String, Integer> answers) {
        int status = 201;
        for (int i = 0; status == 201; i++) {
            String id = client + "-" + i;
            // Unknown until it is answered.
            answers.put(id, 504);
            try {
                status = publisher(strategy).publish(Api.event(id)).status();
                answers.put(id, status);
            } catch (IOException e) {
                status = 504;
            }
        }
    }

    private Api publisher(String strategy) {
        return lockstep.publisher().under(strategy);
    }

    private Api operator(String strategy) {
        return lockstep.operator().under(strategy);
    }

    private static void assertDrained(
            Api.Answer answer, int settled, int transactions, int remaining) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonObject json = answer.json();
        assertThat(
                        List.of(
                                json.getInt("settled"),
                                json.getInt("transactions"),
                                json.getInt("remaining")))
                .containsExactly(settled, transactions, remaining);
    }
}
