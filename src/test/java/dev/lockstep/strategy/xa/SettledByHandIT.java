package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody settles the database's branch at a console while the coordinator lives. Timeline of
 * every test: the server's thread is stopped with the branch prepared, COMMIT or ROLLBACK PREPARED
 * is said by hand, the thread goes on and finds it gone.
 */
@OnTheStack
class SettledByHandIT {
    private static final String EVENT = "by-hand";
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void publishThatWasDecidedAndCommittedByHandIsWhole() {
        Api.Answer answer = byHand(Scenario.PUBLISH, CommitStep.DECIDED_NOT_COMMITTED, "COMMIT");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertPublished(List.of(EVENT));
    }

    @Test
    void drainThatWasDecidedAndCommittedByHandIsWhole() {
        Api.Answer answer = byHand(Scenario.DRAIN, CommitStep.BETWEEN_COMMITS, "COMMIT");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deadLetters()).isEmpty();
    }

    /**
     * The database is asked first and tells the truth, so the message is rolled back as well:
     * neither, and safe to send again.
     */
    @Test
    void publishThatWasDecidedAndRolledBackByHandIsOnNeitherSide() throws Exception {
        Api.Answer answer = byHand(Scenario.PUBLISH, CommitStep.DECIDED_NOT_COMMITTED, "ROLLBACK");

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertPublished(List.of());

        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(201);
        assertPublished(List.of(EVENT));
        lockstep.awaitSettled();
    }

    /** The letter is out of the queue by then. That is lost, no success, and told as such. */
    @Test
    void drainThatWasDecidedAndRolledBackByHandIsToldAsTorn() {
        Api.Answer answer = byHand(Scenario.DRAIN, CommitStep.BETWEEN_COMMITS, "ROLLBACK");

        assertThat(answer.status()).as(answer.text()).isEqualTo(500);
        assertThat(answer.json().getInt("torn")).as(answer.text()).isEqualTo(1);
        lockstep.awaitSettled();
    }

    private Api.Answer byHand(Scenario scenario, CommitStep step, String verb) {
        if (scenario == Scenario.DRAIN) {
            lockstep.queues().deadLetters(List.of(Api.event(EVENT)));
        }
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint = lockstep.stopAt(step, scenario)) {
            answer =
                    scenario == Scenario.PUBLISH
                            ? lockstep.publisher().publishAsync(Api.event(EVENT))
                            : lockstep.operator().drainAsync(1, 1);
            breakpoint.awaitReached(LIMIT);
            lockstep.sql(verb + " PREPARED '" + prepared() + "'");
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        return answer.join();
    }

    private String prepared() {
        try (Connection connection = lockstep.stack().postgres().connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            assertThat(row.next()).as("a branch is prepared").isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertPublished(List<String> expected) {
        await("nothing is prepared on either side")
                .atMost(LIMIT)
                .until(
                        () ->
                                lockstep.inDoubt().inPostgres().isEmpty()
                                        && lockstep.inDoubt().inArtemis().isEmpty());
        lockstep.awaitDelivered();
        await("both sides are as expected")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            Sides sides = lockstep.sides();
                            assertThat(sides.rows()).isEqualTo(expected);
                            assertThat(sides.deliveries()).isEqualTo(expected);
                            assertThat(sides.early()).isEmpty();
                            assertThat(sides.waiting()).isEmpty();
                        });
    }
}
