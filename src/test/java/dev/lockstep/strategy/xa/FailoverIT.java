package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.stack.Standby;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * PostgreSQL has a synchronous standby, and the server knows the addresses of both. The primary is
 * killed for good and the standby promoted.
 */
@OnTheStack
class FailoverIT {
    private static final Duration LIMIT = Duration.ofSeconds(45);

    /** From the promotion to the first 201. */
    private static final Duration BACK = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private ServerProcess primary;
    private Standby standby;

    @BeforeEach
    void aSynchronousStandby() {
        primary = lockstep.stack().postgres().process();
        standby = Standby.of(lockstep.stack());
        standby.makeSynchronous();
        await("the standby is synchronous").atMost(LIMIT).until(standby::isSynchronous);
        lockstep.restartWith(
                Map.of(
                        "POSTGRES_HOSTS",
                        "%1$s:%2$d,%1$s:%3$d"
                                .formatted(
                                        Ports.HOST,
                                        lockstep.stack().ports().postgres(),
                                        standby.port())));
    }

    /** The old primary is what the other tests use. What it missed is not their concern. */
    @AfterEach
    void onePrimaryAgain() {
        lockstep.stack().wildfly().process().kill();
        standby.close();
        if (!primary.isRunning()) {
            primary.launch();
            primary.awaitReady();
        }
        standby.makeAsynchronous();
        lockstep.restartWith(Map.of());
    }

    @Tag("longer")
    @Test
    void theNextPublishIsStoredSoonAfterThePromotion() throws Exception {
        assertThat(lockstep.publisher().publish(Api.event("before")).status()).isEqualTo(201);

        primary.kill();
        standby.promote();

        awaitPublished("after");
        assertThat(rows("before")).isOne();
        assertThat(lockstep.publisher().publish(Api.event("at-once")).status()).isEqualTo(201);
    }

    /**
     * Timeline: both branches are prepared, here and on the standby, and the commit is decided. The
     * standby dies. COMMIT PREPARED waits for it until {@code statement_timeout}; the row is
     * committed here only. The primary dies, the standby comes back and is promoted: there the
     * branch is still prepared. The transaction log must still have its entry.
     */
    @Test
    void aCommitThatTheStandbyHasNotSeenIsRepeatedOnTheNewPrimary() {
        String event = "not-replicated";
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint =
                lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.PUBLISH)) {
            answer = lockstep.publisher().publishAsync(Api.event(event));
            breakpoint.awaitReached(LIMIT);
            standby.process().kill();
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(201);

        primary.kill();
        standby.process().launch();
        standby.process().awaitReady();
        standby.promote();

        awaitPublished("after");
        await("nothing is prepared on the new primary")
                .atMost(Lockstep.SETTLE_LIMIT)
                .until(() -> count("SELECT count(*) FROM pg_prepared_xacts") == 0);
        assertThat(rows(event)).as("the row that was answered 201").isOne();
        await("its message is received")
                .atMost(LIMIT)
                .until(
                        () ->
                                count(
                                                "SELECT count(*) FROM delivery WHERE row_seen AND event_id = '"
                                                        + event
                                                        + "'")
                                        == 1);
    }

    /**
     * The standby is away, then back. Recovery does not take the branch for settled before the
     * standby has it, whether or not it is gone from {@code pg_prepared_xacts}.
     */
    @Tag("longer")
    @Test
    void theEntryIsKeptUntilTheStandbyIsBack() {
        String event = "kept";
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint =
                lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.PUBLISH)) {
            answer = lockstep.publisher().publishAsync(Api.event(event));
            breakpoint.awaitReached(LIMIT);
            standby.process().kill();
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        await("two scans have gone by, and the entry is still there")
                .during(Duration.ofSeconds(15))
                .atMost(Duration.ofSeconds(25))
                .until(() -> lockstep.inDoubt().decided().size() == 1);

        standby.process().launch();
        standby.process().awaitReady();

        await("the entry is gone")
                .atMost(Lockstep.SETTLE_LIMIT)
                .until(() -> lockstep.inDoubt().isEmpty());
        assertThat(lockstep.sides().rows()).containsExactly(event);
    }

    private void awaitPublished(String prefix) {
        int[] attempt = {0};
        await("a publish is answered 201")
                .atMost(BACK)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptionsMatching(IOException.class::isInstance)
                .until(
                        () ->
                                lockstep.publisher()
                                                .publish(Api.event(prefix + "-" + attempt[0]++))
                                                .status()
                                        == 201);
    }

    private long rows(String event) {
        return count("SELECT count(*) FROM push_event WHERE id = '" + event + "'");
    }

    private long count(String query) {
        try (Connection connection = standby.connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
