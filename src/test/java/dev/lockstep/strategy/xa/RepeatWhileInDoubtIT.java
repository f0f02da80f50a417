package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.way.Xa.CommitStep.DECIDED_NOT_COMMITTED;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that had no answer sends its event again while the first attempt is decided and not
 * committed, so that PostgreSQL holds the id's lock for a prepared transaction and shows no row.
 * The repeat waits for that lock, in bounds, is told 504, and never makes a second copy; once the
 * first attempt is settled the next repeat is told 200.
 */
@OnTheStack
class RepeatWhileInDoubtIT {
    private static final String EVENT = "repeated";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /** The first attempt is stopped between its decision and its commits; its server lives. */
    @Test
    void repeatIsToldThatTheOutcomeIsNotKnownAndMakesNoSecondCopy() throws IOException {
        CompletableFuture<Answer> first;
        try (Breakpoint breakpoint = lockstep.stopAt(DECIDED_NOT_COMMITTED, PUBLISH)) {
            first = lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            assertThat(lockstep.inDoubt().inPostgres()).hasSize(1);

            CompletableFuture<Answer> repeat = lockstep.publisher().publishAsync(Api.event(EVENT));
            CompletableFuture<Answer> other = lockstep.publisher().publishAsync(otherContent());
            assertThat(repeat).succeedsWithin(LIMIT);
            assertThat(repeat.join().status()).isEqualTo(504);
            assertThat(repeat.join().json().getString("id")).isEqualTo(EVENT);
            assertThat(other).succeedsWithin(LIMIT);
            assertThat(other.join().status()).isEqualTo(504);

            assertThat(first).isNotDone();
            assertThat(lockstep.inDoubt().transactions()).hasSize(1);
        }

        assertThat(first).succeedsWithin(LIMIT);
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(200);
        assertThat(lockstep.publisher().publish(otherContent()).status()).isEqualTo(409);
        assertOneRowAndOneDelivery();
    }

    /** The first attempt's server is killed there; the repeats race its recovery. */
    @Test
    void repeatAfterTheServerWasKilledEndsAsARepeat() throws IOException {
        try (Breakpoint breakpoint = lockstep.stopAt(DECIDED_NOT_COMMITTED, PUBLISH)) {
            CompletableFuture<Answer> first = lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
            assertThat(first).failsWithin(LIMIT);
        } finally {
            lockstep.stack().wildfly().process().launch();
        }
        lockstep.awaitReady();

        await("recovery has settled the first attempt")
                .atMost(Lockstep.SETTLE_LIMIT)
                .until(
                        () -> {
                            Answer repeat = lockstep.publisher().publish(Api.event(EVENT));
                            assertThat(repeat.status()).as(repeat.text()).isIn(200, 504);
                            return repeat.status() == 200;
                        });
        assertOneRowAndOneDelivery();
    }

    private static String otherContent() {
        return Api.event(EVENT, "bob@example.org", "Another title", "Another body");
    }

    private void assertOneRowAndOneDelivery() {
        lockstep.awaitSettled();
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
    }
}
