package dev.lockstep.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.DeadLetterBox;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.run.FreshData;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The running system as the tests see it: from outside, on every side. As an extension of a test
 * class it gives each test a system that is whole, quiet and empty.
 */
public final class Lockstep implements BeforeEachCallback, AfterEachCallback {
    /** What recovery is given, from ready on, for what was decided. */
    private static final Duration DECIDED_LIMIT = Duration.ofSeconds(10);

    /** What recovery is given, from ready on, for everything. */
    public static final Duration SETTLE_LIMIT = Duration.ofSeconds(30);

    /** What the slowest strategy is given to come to rest: the saga, whose limit is 20 s. */
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(60);

    private final Stack stack = StackSession.stack();
    private final Queues queues = new Queues(stack);
    private final Topics topics = new Topics(stack.kafka().bootstrap());
    private final Api publisher =
            new Api(stack.wildfly().httpUrl(), "publisher", stack.secrets().publisher());
    private final Api operator =
            new Api(stack.wildfly().httpUrl(), "operator", stack.secrets().operator());

    public Stack stack() {
        return stack;
    }

    public Queues queues() {
        return queues;
    }

    public Topics topics() {
        return topics;
    }

    public Api publisher() {
        return publisher;
    }

    public Api operator() {
        return operator;
    }

    /**
     * Mends and starts what an earlier test left cut or down, waits until the application is ready,
     * and empties both sides.
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        stack.relays().mend();
        stack.startWhatIsDown();
        awaitReady();
        awaitSettled();
        FreshData.in(stack);
    }

    public void awaitReady() {
        StackSession.awaitReady();
    }

    /** Waits until nothing is in doubt in any of the three logs. */
    public void awaitSettled() {
        await("what was decided is carried out")
                .atMost(DECIDED_LIMIT)
                .until(() -> InDoubt.of(stack).decided().isEmpty());
        await("nothing is in doubt").atMost(SETTLE_LIMIT).until(() -> InDoubt.of(stack).isEmpty());
    }

    /**
     * Waits until the consumer has received everything that was published through Artemis, and has
     * noted it: the broker commits a delivery first, the database after it.
     */
    public void awaitDelivered() {
        await("all messages are delivered")
                .atMost(Duration.ofSeconds(60))
                .until(() -> messages(Queues.EVENTS) == 0 && InDoubt.of(stack).isEmpty());
    }

    /** Waits until nothing is in doubt and nothing is on its way, under any strategy. */
    public void awaitQuiet() {
        awaitSettled();
        await("all is quiet")
                .atMost(QUIET_LIMIT)
                .untilAsserted(() -> assertThat(Quiet.stillGoingOn(stack)).isEmpty());
    }

    /**
     * Waits until Kafka has written the end of every transaction into its partitions, which it does
     * after it has answered. Far less than a time-out of 25 s, by which one would end by itself.
     */
    public void awaitNoOpenTransaction() {
        await("no Kafka transaction is open")
                .atMost(Duration.ofSeconds(5))
                .until(() -> topics.openTransactions().isEmpty());
    }

    public InDoubt inDoubt() {
        return InDoubt.of(stack);
    }

    public Sides sides() {
        return Sides.of(stack);
    }

    /** Asks the server for its health: {@code live} or {@code ready}. */
    public CompletableFuture<Health> health(String kind) {
        return Health.ask(stack.wildfly().managementUrl(), kind);
    }

    /** How many lines of the server's log have the text, since the server was first started. */
    public long timesSaid(String text) {
        try (Stream<String> lines = Files.lines(stack.wildfly().process().log())) {
            return lines.filter(line -> line.contains(text)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the next thread of {@code xa} that comes to the step in the scenario. */
    public Breakpoint stopAt(CommitStep step, Scenario scenario) {
        return stopAt(step.in(scenario));
    }

    /** Stops the next thread that comes to the point. */
    public Breakpoint stopAt(Step point) {
        return Breakpoint.at(point, stack.wildfly().faultAgentPort());
    }

    /** Puts dead letters where the strategy looks for them. */
    public void deadLetters(String strategy, Collection<String> events) throws IOException {
        new DeadLetterBox(queues, topics).put(Ways.of(strategy), events);
    }

    /** Starts the server again under other settings, which stay until the next such call. */
    public void restartWith(Map<String, String> environment) {
        stack.wildfly().environment(environment);
        stack.wildfly().process().kill();
        stack.startWhatIsDown();
        awaitReady();
    }

    /** Runs SQL as the superuser: to plant a fault or to clean up. */
    public void sql(String... statements) {
        try (Connection connection = stack.postgres().connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Messages in a queue, those in doubt or being delivered included. */
    public long messages(String queue) {
        return stack.artemis().console().messageCount(queue);
    }

    /** Nothing is prepared or decided in any of the three logs, at this moment. */
    public void assertNothingInDoubt() {
        assertThat(inDoubt()).isEqualTo(new InDoubt(Set.of(), Set.of(), Set.of()));
    }

    /** Nothing was lost, invented, doubled or torn. */
    public void assertNoAnomalies(Audit.History history) {
        assertThat(Audit.judge(history, sides()))
                .allSatisfy((kind, ids) -> assertThat(ids).as(kind.kind()).isEmpty());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        queues.close();
        topics.close();
    }
}
