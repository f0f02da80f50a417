package dev.lockstep.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fifteen hundred messages are on their way when something goes away, with some of them delivered.
 * In the end each is delivered once.
 */
@OnTheStack
class TopicDeliveryInterruptedIT {
    private static final int MESSAGES = 1_500;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String PUSH_STORE = "dev.lockstep.push.PushStore";
    private static final String INBOX = "dev.lockstep.delivery.Inbox";
    private static final String STOPPED = "Delivery from Kafka stopped";

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    static List<Step> points() {
        return List.of(
                point("looks for the row", Code.entry(PUSH_STORE, "find")),
                point("is about to commit", Code.exit(INBOX, "deliverParked")));
    }

    private static Step point(String name, Code stops) {
        Code begins = Code.entry("dev.lockstep.delivery.TopicDelivery", "deliver");
        return new Step("outbox", Scenario.PUBLISH, name, Set.of(), begins, stops, 0);
    }

    @BeforeEach
    void storeRows() {
        lockstep.sql(
                "INSERT INTO push_event SELECT 'many-' || i, 'r', 't', 'b', 'test', now() FROM generate_series(1, %d) i"
                        .formatted(MESSAGES));
    }

    @Test
    void databaseThatIsKilledWhileDeliveringLosesNothingAndTheSameServerGoesOn() {
        long server = lockstep.stack().wildfly().process().pid();
        ServerProcess database = lockstep.stack().postgres().process();

        sendAndAwaitTheFirstDeliveries();
        database.kill();
        assertThat(lockstep.topics().waiting(Topics.EVENTS, Topics.DELIVERY)).isNotEmpty();
        database.launch();
        database.awaitReady();

        lockstep.awaitReady();
        assertAllDeliveredOnce();
        assertThat(lockstep.stack().wildfly().process().pid()).isEqualTo(server);
    }

    /**
     * To look for a row and to be told nothing is not to be told that it is not there; and a
     * connection that died is not used again.
     */
    @Tag("longer")
    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void databaseThatIsFrozenWhileDeliveringIsAskedAgain(Step point) {
        ServerProcess database = lockstep.stack().postgres().process();
        long stops = lockstep.timesSaid(STOPPED);

        try (Breakpoint looking = lockstep.stopAt(point)) {
            send();
            looking.awaitReached(LIMIT);
            database.freeze();
        }
        try {
            await("the consumer has given up")
                    .atMost(LIMIT)
                    .until(() -> lockstep.timesSaid(STOPPED) > stops);
        } finally {
            database.thaw();
        }

        lockstep.awaitReady();
        assertAllDeliveredOnce();
    }

    /**
     * It leaves its group, so that others could take over at once: a member that just vanishes is
     * waited for 10 s. Then the supervisor starts it again.
     */
    @Test
    void serverThatIsStoppedInOrderLeavesItsGroupAndGoesOnAfterItsRestart() {
        ServerProcess server = lockstep.stack().wildfly().process();
        long before = server.pid();

        sendAndAwaitTheFirstDeliveries();
        server.signal("TERM");
        await("the server has ended")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !server.isRunning() || server.pid() != before);
        assertThat(membersOfTheGroup()).isZero();

        lockstep.awaitReady();
        assertAllDeliveredOnce();
    }

    private void sendAndAwaitTheFirstDeliveries() {
        send();
        await("some are delivered")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !lockstep.sides().deliveries().isEmpty());
    }

    private void send() {
        lockstep.topics()
                .send(
                        ids().stream()
                                .map(id -> Topics.record(Topics.EVENTS, Api.event(id)))
                                .toList());
    }

    private void assertAllDeliveredOnce() {
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrderElementsOf(ids());
        assertThat(lockstep.sides().early()).isEmpty();
    }

    private static List<String> ids() {
        return IntStream.rangeClosed(1, MESSAGES).mapToObj(i -> "many-" + i).toList();
    }

    private int membersOfTheGroup() {
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                lockstep.stack().kafka().bootstrap()))) {
            return admin.describeConsumerGroups(List.of(Topics.DELIVERY))
                    .all()
                    .get()
                    .get(Topics.DELIVERY)
                    .members()
                    .size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
