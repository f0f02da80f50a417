package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.way.Xa.CommitStep.PREPARED_NOT_DECIDED;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Publish: row and message, both or neither, with every process alive. Timeline of a refusal: one
 * side is made to refuse at one moment of the transaction, the call is answered 503, nothing is
 * left on either side nor in any of the three logs, the refusal is taken out, and the same call
 * succeeds.
 */
@OnTheStack
class PublishBothOrNeitherIT {
    private static final String EVENT = "both-or-neither";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void publishStoresTheRowAndDeliversTheMessageOnce() throws IOException {
        assertPublishSucceeds();

        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status())
                .as("a repeat")
                .isEqualTo(200);
        assertPublishedOnce();
    }

    /** One moment at which both sides have promised and neither has committed: two phases. */
    @Test
    void publishPreparesBothSidesBeforeItCommitsEither()
            throws ExecutionException, InterruptedException {
        CompletableFuture<Answer> answer = bothPreparedAtOnce();

        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(201);
        assertPublishedOnce();
        lockstep.awaitSettled();
    }

    @Test
    void publishLeavesNothingWhenTheRowIsRefused() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    /** The row is inserted and the message sent before the database says no, inside commit. */
    @ParameterizedTest(name = "publish leaves nothing when PREPARE is refused with {0}")
    @ValueSource(strings = {"23503", "P0001"})
    void publishLeavesNothingWhenThePrepareIsRefused(String sqlState) throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, sqlState)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    @Test
    void publishLeavesNothingWhenTheRowTakesTooLong() throws IOException {
        try (PlantedRefusal slowness = PlantedRefusal.slowRow(lockstep)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    @Test
    void publishLeavesNothingWhenTheQueueRefuses() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedSend(lockstep, Queues.EVENTS)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    /** The broker says so when it is to prepare: the database has prepared by then. */
    @Test
    void publishLeavesNothingWhenTheQueueIsFull() throws IOException {
        try (PlantedRefusal noRoom = PlantedRefusal.full(lockstep, Queues.EVENTS)) {
            assertRefused(lockstep.publisher().publish(Api.event(EVENT)));
            lockstep.assertNothingInDoubt();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(lockstep.messages(Queues.EVENTS)).as("the one that fills it").isEqualTo(1);
        }
        assertSucceeds(
                PlantedRefusal.afterFull(() -> lockstep.publisher().publish(Api.event(EVENT))));
    }

    private CompletableFuture<Answer> bothPreparedAtOnce() {
        try (Breakpoint breakpoint = lockstep.stopAt(PREPARED_NOT_DECIDED, PUBLISH)) {
            CompletableFuture<Answer> answer = lockstep.publisher().publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);

            InDoubt atOnce = lockstep.inDoubt();
            assertThat(atOnce.inPostgres()).hasSize(1).isEqualTo(atOnce.inArtemis());
            assertThat(atOnce.decided()).isEmpty();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(answer).isNotDone();
            return answer;
        }
    }

    private void assertPublishLeavesNothing() throws IOException {
        assertRefused(lockstep.publisher().publish(Api.event(EVENT)));
        lockstep.assertNothingInDoubt();
        assertThat(lockstep.messages(Queues.EVENTS)).isZero();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.early()).isEmpty();
    }

    private void assertPublishSucceeds() throws IOException {
        assertSucceeds(lockstep.publisher().publish(Api.event(EVENT)));
    }

    private void assertSucceeds(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertPublishedOnce();
    }

    private void assertPublishedOnce() {
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.sides().early()).isEmpty();
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
    }
}
