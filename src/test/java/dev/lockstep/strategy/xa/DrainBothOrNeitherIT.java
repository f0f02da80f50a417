package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.way.Xa.CommitStep.PREPARED_NOT_DECIDED;
import static dev.lockstep.lab.words.Scenario.DRAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Drain: row stored and letter gone, both or neither, with every process alive. Timeline of a
 * refusal: one side is made to refuse at one moment of the transaction, the call is answered 503,
 * nothing is left on either side nor in any of the three logs, the refusal is taken out, and the
 * same call succeeds.
 */
@OnTheStack
class DrainBothOrNeitherIT {
    private static final String EVENT = "both-or-neither";
    private static final String POISON = "{\"no\": \"push event\"}";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void drainStoresTheRowAndRemovesTheLetter() throws IOException {
        letter(Api.event(EVENT));
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainStoresALetterThatCameTwiceOnce() throws IOException {
        letter(Api.event(EVENT));
        letter(Api.event(EVENT));
        assertDrainSettles(2);
        assertDrainedOnce();

        letter(Api.event(EVENT));
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainPreparesBothSidesBeforeItCommitsEither()
            throws ExecutionException, InterruptedException {
        letter(Api.event(EVENT));
        CompletableFuture<Answer> answer = bothPreparedAtOnce();

        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(200);
        lockstep.assertNothingInDoubt();
        assertDrainedOnce();
    }

    @Test
    void drainPutsTheLetterBackWhenTheRowIsRefused() throws IOException {
        letter(Api.event(EVENT));
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    /** The broker has prepared before the database says no: its promise is taken back. */
    @ParameterizedTest(name = "drain puts the letter back when PREPARE is refused with {0}")
    @ValueSource(strings = {"23503", "P0001"})
    void drainPutsTheLetterBackWhenThePrepareIsRefused(String sqlState) throws IOException {
        letter(Api.event(EVENT));
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, sqlState)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainPutsTheLetterBackWhenTheRowTakesTooLong() throws IOException {
        letter(Api.event(EVENT));
        try (PlantedRefusal slowness = PlantedRefusal.slowRow(lockstep)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainLeavesTheLetterWhenTheQueueRefuses() throws IOException {
        letter(Api.event(EVENT));
        try (PlantedRefusal refusal =
                PlantedRefusal.refusedConsume(lockstep, Queues.DEAD_LETTERS)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    /** The good letter shares its batch with a poisoned one that cannot be set aside. */
    @Test
    void drainPutsBothLettersBackWhenTheQueueOfTheInvalidIsFull() throws IOException {
        letter(POISON);
        letter(Api.event(EVENT));
        try (PlantedRefusal noRoom = PlantedRefusal.full(lockstep, Queues.INVALID)) {
            assertRefused(lockstep.operator().drain(10, 10));
            lockstep.assertNothingInDoubt();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(lockstep.messages(Queues.INVALID)).as("the one that fills it").isEqualTo(1);
            assertThat(lockstep.queues().browse(Queues.DEAD_LETTERS))
                    .extracting(Seen::text)
                    .containsExactlyInAnyOrder(POISON, Api.event(EVENT));
        }
        assertSettles(2, PlantedRefusal.afterFull(() -> lockstep.operator().drain(10, 10)));
        assertThat(lockstep.messages(Queues.INVALID)).isEqualTo(1);
        assertDrainedOnce();
    }

    private CompletableFuture<Answer> bothPreparedAtOnce() {
        try (Breakpoint breakpoint = lockstep.stopAt(PREPARED_NOT_DECIDED, DRAIN)) {
            CompletableFuture<Answer> answer = lockstep.operator().drainAsync(10, 10);
            breakpoint.awaitReached(LIMIT);

            InDoubt atOnce = lockstep.inDoubt();
            assertThat(atOnce.inPostgres()).hasSize(1).isEqualTo(atOnce.inArtemis());
            assertThat(atOnce.decided()).isEmpty();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(answer).isNotDone();
            return answer;
        }
    }

    private void letter(String text) {
        lockstep.queues().deadLetters(List.of(text));
    }

    private void assertDrainPutsTheLetterBack() throws IOException {
        assertRefused(lockstep.operator().drain(10, 10));
        lockstep.assertNothingInDoubt();
        assertThat(lockstep.sides().deadLetters()).containsExactly(EVENT);
        assertThat(lockstep.sides().rows()).isEmpty();
        assertThat(lockstep.messages(Queues.INVALID)).isZero();
    }

    private void assertDrainSettles(int letters) throws IOException {
        assertSettles(letters, lockstep.operator().drain(10, 10));
    }

    private static void assertSettles(int letters, Answer answer) throws IOException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(letters);
        assertThat(answer.json().getInt("remaining")).isZero();
    }

    private void assertDrainedOnce() {
        assertThat(lockstep.messages(Queues.DEAD_LETTERS)).isZero();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
    }
}
