package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * kill -9 of PostgreSQL or of Artemis inside a commit. Timeline of every test: one thread of the
 * server is stopped at the step, the victim is killed there and stays down, the thread goes on and
 * answers its caller, the victim is started again; the server, which nobody restarts, settles what
 * is left. Killed before its prepare, the victim has promised nothing and all is rolled back; after
 * it, all is committed.
 */
@OnTheStack
class ParticipantKilledInCommitIT {
    private static final String EVENT = "killed";
    private static final Duration LIMIT = Duration.ofSeconds(45);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    private enum Victim {
        POSTGRESQL,
        ARTEMIS
    }

    private enum Moment {
        BEFORE_ITS_PREPARE,
        AFTER_ITS_PREPARE,
        BEFORE_ITS_COMMIT
    }

    // A publish enlists PostgreSQL first, a drain Artemis: so one victim's moment is another step
    // in each.
    @ParameterizedTest(name = "{0} killed {1}")
    @CsvSource({
        "POSTGRESQL, BEFORE_ITS_PREPARE, BEFORE_PREPARE",
        "POSTGRESQL, AFTER_ITS_PREPARE, BETWEEN_PREPARES",
        "POSTGRESQL, BEFORE_ITS_COMMIT, DECIDED_NOT_COMMITTED",
        "ARTEMIS, BEFORE_ITS_PREPARE, BETWEEN_PREPARES",
        "ARTEMIS, AFTER_ITS_PREPARE, PREPARED_NOT_DECIDED",
        "ARTEMIS, BEFORE_ITS_COMMIT, BETWEEN_COMMITS",
    })
    void publishIsAtomicAndTheServerRecoversByItself(
            Victim victim, Moment moment, CommitStep step) {
        assertAtomic(Scenario.PUBLISH, victim, moment, step);
    }

    /** Each victim once; the other moments are in {@code mvn verify -Plonger}. */
    @ParameterizedTest(name = "{0} killed {1}")
    @CsvSource({
        "POSTGRESQL, BEFORE_ITS_PREPARE, BETWEEN_PREPARES",
        "ARTEMIS, BEFORE_ITS_COMMIT, DECIDED_NOT_COMMITTED",
    })
    void drainIsAtomicAndTheServerRecoversByItself(Victim victim, Moment moment, CommitStep step) {
        assertAtomic(Scenario.DRAIN, victim, moment, step);
    }

    @Tag("longer")
    @ParameterizedTest(name = "{0} killed {1}")
    @CsvSource({
        "POSTGRESQL, AFTER_ITS_PREPARE, PREPARED_NOT_DECIDED",
        "POSTGRESQL, BEFORE_ITS_COMMIT, BETWEEN_COMMITS",
        "ARTEMIS, BEFORE_ITS_PREPARE, BEFORE_PREPARE",
        "ARTEMIS, AFTER_ITS_PREPARE, BETWEEN_PREPARES",
    })
    void drainIsAtomicAtTheOtherMomentsToo(Victim victim, Moment moment, CommitStep step) {
        assertAtomic(Scenario.DRAIN, victim, moment, step);
    }

    private void assertAtomic(Scenario scenario, Victim victim, Moment moment, CommitStep step) {
        long server = lockstep.stack().wildfly().process().pid();
        boolean commits = moment != Moment.BEFORE_ITS_PREPARE;

        Api.Answer answer = killAndGoOn(scenario, process(victim), step);
        process(victim).launch();
        process(victim).awaitReady();
        assertThat(answer.status())
                .as(answer.text())
                .isEqualTo(expectedStatus(scenario, victim, commits));

        lockstep.awaitReady();
        lockstep.awaitSettled();
        if (scenario == Scenario.PUBLISH) {
            assertPublished(commits);
        } else {
            assertDrained(commits);
        }
        assertThat(lockstep.stack().wildfly().process().pid())
                .as("the server's pid")
                .isEqualTo(server);
    }

    private Api.Answer killAndGoOn(Scenario scenario, ServerProcess victim, CommitStep step) {
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
            victim.kill();
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        return answer.join();
    }

    /**
     * A drain counts what is left in the queue after it settled, which it cannot while the broker
     * is down.
     */
    private static int expectedStatus(Scenario scenario, Victim victim, boolean commits) {
        if (!commits || (scenario == Scenario.DRAIN && victim == Victim.ARTEMIS)) {
            return 503;
        }
        return scenario == Scenario.PUBLISH ? 201 : 200;
    }

    private void assertPublished(boolean commits) {
        if (commits) {
            lockstep.awaitDelivered();
            await("the delivery is recorded")
                    .atMost(LIMIT)
                    .until(() -> lockstep.sides().deliveries().contains(EVENT));
        }
        Sides sides = lockstep.sides();
        List<String> expected = commits ? List.of(EVENT) : List.of();
        assertThat(sides.rows()).isEqualTo(expected);
        assertThat(sides.deliveries()).isEqualTo(expected);
        assertThat(sides.waiting()).isEmpty();
    }

    private void assertDrained(boolean commits) {
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).isEqualTo(commits ? List.of(EVENT) : List.of());
        assertThat(sides.deadLetters()).isEqualTo(commits ? List.of() : List.of(EVENT));
    }

    private ServerProcess process(Victim victim) {
        return victim == Victim.POSTGRESQL
                ? lockstep.stack().postgres().process()
                : lockstep.stack().artemis().process();
    }
}
