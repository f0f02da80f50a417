package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.way.Xa.CommitStep.BEFORE_PREPARE;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A participant that is asked to prepare and does not answer, and then carries the question out
 * after all. Timeline: a publish is stopped before it prepares, the participant is frozen, the
 * publish goes on, gives up in bounded time and decides for rollback; the participant thaws, finds
 * the question in its socket and may prepare a branch that nobody waits for; recovery rolls that
 * back as an orphan, and the repeat succeeds.
 */
@OnTheStack
class FrozenInPrepareIT {
    private static final String EVENT = "frozen";
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void database() {
        assertRefusedWhileFrozen(lockstep.stack().postgres().process());
        assertRepeatSucceeds();
    }

    @Test
    void broker() {
        assertRefusedWhileFrozen(lockstep.stack().artemis().process());
        assertRepeatSucceeds();
    }

    /** 503 is the truth although a branch may be prepared: without a decision it rolls back. */
    private void assertRefusedWhileFrozen(ServerProcess participant) {
        CompletableFuture<Answer> answer;
        try {
            try (Breakpoint breakpoint = lockstep.stopAt(BEFORE_PREPARE, PUBLISH)) {
                answer = lockstep.publisher().publishAsync(Api.event(EVENT));
                breakpoint.awaitReached(REACH_LIMIT);
                participant.freeze();
            }
            assertThat(answer).succeedsWithin(ANSWER_LIMIT);
        } finally {
            participant.thaw();
        }
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(503);
    }

    private void assertRepeatSucceeds() {
        await("a repeat succeeds")
                .atMost(Lockstep.SETTLE_LIMIT)
                .until(() -> lockstep.publisher().publish(Api.event(EVENT)).status() == 201);
        lockstep.awaitSettled();
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.sides().early()).isEmpty();
    }
}
