package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody ends a prepared branch behind the coordinator's back. Timeline of most tests: the server
 * is killed at a step, one side's branch is ended at a console while nobody is there, the server
 * starts again. Recovery cannot know better than to go on with the other side; so what that tears
 * must be named, with its content, once. What only {@code mvn verify -Plonger} runs is tagged.
 */
@OnTheStack
class SettledBehindOurBackIT {
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    /** From ready on: what recovery needs, and three looks at both sides over 12 s. */
    private static final Duration NAMED_LIMIT = Duration.ofSeconds(60);

    /** Three scans for memos, and as many of the recovery. */
    private static final Duration THREE_SCANS = Duration.ofSeconds(15);

    private static final Pattern BASE64 = Pattern.compile("base64: (\\S+)");
    private static final List<String> ONE = List.of("torn-1");
    private static final List<String> FIVE =
            IntStream.rangeClosed(1, 5).mapToObj(n -> "torn-" + n).toList();

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /** A phantom: the message is delivered again and again, and its row was rolled back. */
    @Tag("longer")
    @Test
    void publishWhoseRowIsRolledBackIsNamed() throws IOException {
        Log log = killAndSettle(Scenario.PUBLISH, ONE, this::rollBackInPostgres);

        assertNamedOnce(log, "PUBLISH", "MESSAGE_ONLY", ONE);
    }

    /** Lost: the letters are out of the queue, and their rows were rolled back. */
    @Test
    void drainWhoseRowsAreRolledBackIsNamedWithItsContent() throws IOException {
        Log log = killAndSettle(Scenario.DRAIN, FIVE, this::rollBackInPostgres);

        assertNamedOnce(log, "DRAIN", "NEITHER", FIVE);
    }

    /** An orphan: the row is there, and its message was rolled back. */
    @Tag("longer")
    @Test
    void publishWhoseMessageIsRolledBackAtTheBrokerIsNamed() throws IOException {
        Log log = killAndSettle(Scenario.PUBLISH, ONE, this::rollBackInArtemis);

        assertNamedOnce(log, "PUBLISH", "ROW_ONLY", ONE);
        Api.Answer repeat = lockstep.publisher().publish(Api.event(ONE.get(0)));
        assertThat(repeat.status()).as(repeat.text()).isEqualTo(500);
    }

    /** The branch of the broker is committed by hand, as was decided: nothing is torn. */
    @Tag("rare")
    @Test
    void publishWhoseMessageIsCommittedAtTheBrokerIsWhole() throws IOException {
        Log log = killAndSettle(Scenario.PUBLISH, ONE, this::commitInArtemis);

        awaitNoMemo();
        assertThat(lockstep.sides().rows()).isEqualTo(ONE);
        assertThat(lockstep.sides().deliveries()).isEqualTo(ONE);
        assertThat(torn("PUBLISH", "%")).isEmpty();
        assertThat(log.lines("is torn")).isEmpty();
    }

    /** Nobody has interfered: recovery commits both, and nothing is said. */
    @Tag("rare")
    @Test
    void whatRecoverySettlesItselfIsNotNamed() throws IOException {
        Log log = killAndSettle(Scenario.DRAIN, FIVE, () -> {});

        awaitNoMemo();
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrderElementsOf(FIVE);
        assertThat(lockstep.sides().deadLetters()).isEmpty();
        assertThat(log.lines("is torn")).isEmpty();
    }

    /** The coordinator lives, and is told by the broker: so is its caller, and every repeat. */
    @Test
    void publishThatIsTornBeforeOurEyesIsAnsweredSo() throws IOException {
        Log log = Log.ofServer(lockstep);
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint =
                lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.PUBLISH)) {
            answer = lockstep.publisher().publishAsync(Api.event(ONE.get(0)));
            breakpoint.awaitReached(REACH_LIMIT);
            rollBackInArtemis();
        }
        assertThat(answer).succeedsWithin(Duration.ofSeconds(45));
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(500);

        Api.Answer repeat = lockstep.publisher().publish(Api.event(ONE.get(0)));
        assertThat(repeat.status()).as(repeat.text()).isEqualTo(500);
        assertNamedOnce(log, "PUBLISH", "ROW_ONLY", ONE);
    }

    /** The same of a drain: the broker has given the letters away, the database has no rows. */
    @Tag("longer")
    @Test
    void drainThatIsTornBeforeOurEyesIsAnsweredSo() throws IOException {
        lockstep.queues().deadLetters(FIVE.stream().map(Api::event).toList());
        Log log = Log.ofServer(lockstep);
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(CommitStep.BETWEEN_COMMITS, Scenario.DRAIN)) {
            answer = lockstep.operator().drainAsync(10, 10);
            breakpoint.awaitReached(REACH_LIMIT);
            rollBackInPostgres();
        }
        assertThat(answer).succeedsWithin(Duration.ofSeconds(45));
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(500);

        assertNamedOnce(log, "DRAIN", "NEITHER", FIVE);
    }

    /** Kills the server once it has decided, lets somebody interfere, and starts it again. */
    private Log killAndSettle(Scenario scenario, List<String> events, Runnable byHand)
            throws IOException {
        if (scenario == Scenario.DRAIN) {
            lockstep.queues().deadLetters(events.stream().map(Api::event).toList());
        }
        Log log = Log.ofServer(lockstep);
        try (Breakpoint breakpoint = lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED, scenario)) {
            var answer =
                    scenario == Scenario.PUBLISH
                            ? lockstep.publisher().publishAsync(Api.event(events.get(0)))
                            : lockstep.operator().drainAsync(10, 10);
            breakpoint.awaitReached(REACH_LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
            assertThat(answer).as("the caller's answer").failsWithin(REACH_LIMIT);
        }
        assertThat(memos()).as("memos that the dead server has left").isNotEmpty();
        byHand.run();
        lockstep.stack().wildfly().process().launch();
        lockstep.awaitReady();
        return log;
    }

    private void rollBackInPostgres() {
        for (String gid : query("SELECT gid FROM pg_prepared_xacts")) {
            lockstep.sql("ROLLBACK PREPARED '" + gid + "'");
        }
    }

    private void rollBackInArtemis() {
        endInArtemis("rollbackPreparedTransaction(java.lang.String)");
    }

    private void commitInArtemis() {
        endInArtemis("commitPreparedTransaction(java.lang.String)");
    }

    private void endInArtemis(String operation) {
        List<String> prepared = lockstep.stack().artemis().console().preparedTransactions();
        assertThat(prepared).as("branches prepared in the broker").isNotEmpty();
        for (String line : prepared) {
            Matcher branch = BASE64.matcher(line);
            assertThat(branch.find()).as(line).isTrue();
            lockstep.stack().artemis().console().executeOnBroker(operation, branch.group(1));
        }
    }

    /** Kept with its content, said once, and nothing of it goes on being said. */
    private void assertNamedOnce(Log log, String scenario, String half, List<String> events)
            throws IOException {
        await("every torn event is kept")
                .atMost(NAMED_LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(torn(scenario, half))
                                        .isEqualTo(new TreeSet<>(contents(events))));
        awaitNoMemo();
        await("the log of the transaction manager is empty")
                .atMost(NAMED_LIMIT)
                .until(() -> lockstep.inDoubt().decided().isEmpty());
        int warnings = log.lines("ARJUNA").size();
        await("three more scans")
                .during(THREE_SCANS)
                .atMost(THREE_SCANS.plusSeconds(5))
                .untilAsserted(() -> assertThat(log.lines("ARJUNA")).hasSize(warnings));
        for (String event : events) {
            assertThat(log.lines("Event " + event + " is torn")).hasSize(1);
        }
    }

    private void awaitNoMemo() {
        await("no memo is left").atMost(NAMED_LIMIT).until(() -> memos().isEmpty());
    }

    private List<String> contents(List<String> events) {
        return events.stream()
                .map(id -> "%s Title of %s Body of %s".formatted(id, id, id))
                .toList();
    }

    private Set<String> torn(String scenario, String half) {
        return new TreeSet<>(
                query(
                        "SELECT concat_ws(' ', event_id, title, body) FROM torn_event WHERE mended_at IS NULL AND scenario = '%s' AND half LIKE '%s'"
                                .formatted(scenario, half)));
    }

    private List<String> memos() throws IOException {
        Path directory =
                lockstep.stack().wildfly().transactionLog().resolveSibling("lockstep-memos");
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> query(String sql) {
        try (Connection connection = lockstep.stack().postgres().connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
