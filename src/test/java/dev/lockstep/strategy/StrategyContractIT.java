package dev.lockstep.strategy;

import static java.util.concurrent.CompletableFuture.allOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Deployments;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.StackSession;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every strategy owes its callers as long as nothing is killed between two of its steps. The
 * strategies are those that the application itself lists: a new one is tested by being registered.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StrategyContractIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war();
    }

    static Stream<String> strategies() throws IOException {
        var stack = StackSession.stack();
        await("the application is deployed")
                .atMost(Duration.ofSeconds(90))
                .until(stack.wildfly()::isReady);
        return new Api(stack.wildfly().httpUrl(), "operator", stack.secrets().operator())
                .strategies().getValuesAs(JsonObject.class).stream()
                        .map(strategy -> strategy.getString("name"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aPublishIsStoredAndDeliveredOnce(String strategy) throws IOException {
        Api.Answer answer = publisher(strategy).publish(Api.event("one"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().getString("strategy")).isEqualTo(strategy);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("one");
        lockstep.assertNoAnomalies(acknowledged("one"));
        Api.Answer found = publisher(strategy).find("one");
        assertThat(found.json().getString("body")).isEqualTo("Body of one");
        assertThat(found.json().getJsonArray("deliveries")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aRepeatIsAnsweredTheSameAndSendsNothing(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("again"));

        Api.Answer repeat = publisher(strategy).publish(Api.event("again"));

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(200);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("again");
        assertThat(lockstep.sides().absorbed()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void otherContentUnderAStoredIdIsRefused(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("taken"));

        Api.Answer other = publisher(strategy).publish(Api.event("taken", "bob", "t", "b"));

        assertThat(other.status()).as(other.text()).isEqualTo(409);
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactly("taken");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void whatIsNoPushEventIsRefusedAndChangesNothing(String strategy) throws IOException {
        for (String bad :
                List.of(
                        "",
                        "[]",
                        "{\"id\":\"x\"}",
                        Api.event("../x"),
                        Api.event("x", "", "t", "b"))) {
            Api.Answer answer = publisher(strategy).publish(bad);
            assertThat(answer.status()).as(bad).isEqualTo(400);
        }
        lockstep.awaitQuiet();
        assertThat(lockstep.sides())
                .isEqualTo(
                        new Sides(
                                List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                                List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aDrainSavesEveryLetterOnceAndEmptiesTheQueue(String strategy) throws IOException {
        List<String> letters = ids("letter", 25);
        lockstep.deadLetters(strategy, letters.stream().map(Api::event).toList());

        assertDrained(operator(strategy).drain(1000, 10), 25, 3, 0);
        assertDrained(operator(strategy).drain(1000, 10), 0, 0, 0);

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactlyInAnyOrderElementsOf(letters);
        assertThat(sides.deadLetters()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void aDrainTakesNoMoreThanItIsAskedFor(String strategy) throws IOException {
        lockstep.deadLetters(strategy, ids("letter", 12).stream().map(Api::event).toList());

        assertDrained(operator(strategy).drain(5, 2), 5, 3, 7);

        assertThat(lockstep.sides().rows()).hasSize(5);
        assertThat(lockstep.sides().deadLetters()).hasSize(7);
        assertDrained(operator(strategy).drain(1000, 100), 7, 1, 0);
        assertThat(lockstep.sides().rows()).hasSize(12).doesNotHaveDuplicates();
    }

    /** Duplicates are settled; what contradicts a stored event is set aside, with the reason. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void lettersThatComeTwiceAreKnownByTheirIds(String strategy) throws IOException {
        publisher(strategy).publish(Api.event("published"));
        lockstep.deadLetters(
                strategy,
                List.of(
                        Api.event("published"),
                        Api.event("twice"),
                        Api.event("twice"),
                        Api.event("published", "bob", "other", "content")));

        assertDrained(operator(strategy).drain(1000, 100), 4, 1, 0);

        lockstep.awaitQuiet();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("published", "twice");
        assertThat(lockstep.sides().deliveries()).containsExactly("published");
        assertThat(setAside(strategy))
                .singleElement()
                .satisfies(
                        seen -> {
                            assertThat(seen.id()).isEqualTo("published");
                            assertThat(seen.text()).contains("content");
                            assertThat(seen.reason()).contains("already stored");
                        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void poisonAmongTheLettersIsSetAsideAndStopsNothing(String strategy) throws IOException {
        lockstep.deadLetters(
                strategy,
                List.of(
                        Api.event("before"),
                        "{\"id\":\"poison\"}",
                        Api.event("poison", "r", "t", "b".repeat(5000)),
                        Api.event("behind")));

        assertDrained(operator(strategy).drain(1000, 2), 4, 2, 0);

        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrder("before", "behind");
        assertThat(setAside(strategy))
                .hasSize(2)
                .allSatisfy(
                        seen -> {
                            assertThat(seen.id()).isEqualTo("poison");
                            assertThat(seen.reason()).isNotBlank();
                        });
    }

    /**
     * Killed while nothing is at work, the restarted server goes on by itself, as it does after the
     * kills in windows.
     */
    @Tag("every-window")
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
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
                new Audit.History(Set.of("before", "after"), Set.of(), Set.of(), Set.of("letter")));
    }

    /** An orderly stop lets what is at work end: nothing is torn, under any strategy. */
    @Test
    void anOrderlyStopAmongPublishesTearsNothing() throws IOException {
        Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        List<CompletableFuture<?>> clients = new ArrayList<>();
        ServerProcess server = lockstep.stack().wildfly().process();
        long stopping = server.pid();
        List<String> strategies = strategies().toList();
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
        lockstep.assertNoAnomalies(history(answers));
    }

    /** The broker is killed and comes back while callers go on; the server is not touched. */
    @ParameterizedTest(name = "in Kafka: {0}")
    @ValueSource(booleans = {false, true})
    void aBrokerThatIsKilledAndBackTearsNothingWhileNobodyIsInAWindow(boolean inKafka)
            throws IOException {
        List<String> strategies = new ArrayList<>();
        for (String strategy : strategies().toList()) {
            if (isInKafka(strategy) == inKafka) {
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
        for (String strategy : strategies) {
            publish(strategy, "during", answers);
        }
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();

        for (String strategy : strategies) {
            assertPublished(strategy, "after", answers);
        }
        lockstep.awaitQuiet();
        lockstep.assertNoAnomalies(history(answers));
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

    private Api publisher(String strategy) {
        return lockstep.publisher().under(strategy);
    }

    private Api operator(String strategy) {
        return lockstep.operator().under(strategy);
    }

    private boolean isInKafka(String strategy) throws IOException {
        return lockstep.operator().strategies().getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("name").equals(strategy))
                .allMatch(each -> each.getString("broker").equals("Apache Kafka"));
    }

    private List<Seen> setAside(String strategy) throws IOException {
        return isInKafka(strategy)
                ? lockstep.topics().committed(Topics.INVALID)
                : lockstep.queues().browse(Queues.INVALID);
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

    private static Audit.History history(Map<String, Integer> answers) {
        Set<String> acknowledged = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        answers.forEach(
                (id, status) ->
                        (switch (status) {
                                    case 201 -> acknowledged;
                                    case 503 -> failed;
                                    default -> unknown;
                                })
                                .add(id));
        return new Audit.History(acknowledged, failed, unknown, Set.of());
    }

    private static Audit.History acknowledged(String id) {
        return new Audit.History(Set.of(id), Set.of(), Set.of(), Set.of());
    }

    private static List<String> ids(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
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
