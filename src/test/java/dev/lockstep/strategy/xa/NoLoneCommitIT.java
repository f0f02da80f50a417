package dev.lockstep.strategy.xa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A transaction that changes nothing in the database. With the broker as its only participant it
 * would be committed in one phase, and if that were not answered, stay in the transaction log for
 * ever: Narayana takes XAER_RMFAIL there for a heuristic hazard, which nobody could settle. Each
 * test would be stopped at such a commit.
 */
@OnTheStack
class NoLoneCommitIT {
    private static final String POISON = "{\"no\": \"push event\"}";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Step LONE_COMMIT =
            new Step(
                    "xa",
                    Scenario.DRAIN,
                    "commit in one phase",
                    Set.of(),
                    Code.entry(XaDrain.class.getName(), "takeAndSave"),
                    Code.entry(
                            "com.arjuna.ats.arjuna.coordinator.BasicAction",
                            "onePhaseCommit(boolean,boolean)"),
                    0);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void whereADrainFindsNothing() {
        assertDrains(0);
    }

    @Test
    void whereADrainOnlySetsAside() {
        lockstep.queues().deadLetters(List.of(POISON));

        assertDrains(1);
        assertThat(lockstep.messages(Queues.INVALID)).isOne();
    }

    private void assertDrains(int letters) {
        try (Breakpoint breakpoint = lockstep.stopAt(LONE_COMMIT)) {
            CompletableFuture<Answer> answer = lockstep.operator().drainAsync(10, 10);

            assertThat(answer).succeedsWithin(LIMIT);
            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(answer.join().json().getInt("settled")).isEqualTo(letters);
            assertThat(answer.join().json().getInt("remaining")).isZero();
        }
    }
}
