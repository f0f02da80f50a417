package dev.lockstep.strategy.xa;

import static dev.lockstep.lab.fault.Scenario.DRAIN;
import static dev.lockstep.lab.fault.Scenario.PUBLISH;
import static dev.lockstep.lab.fault.Step.PREPARED_NOT_DECIDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.workload.Api;
import dev.lockstep.lab.workload.Api.Answer;
import dev.lockstep.lab.workload.Broker;
import dev.lockstep.support.Deployments;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Planted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Row and message, both or neither, with every process alive. Timeline of a refusal: one side is
 * made to refuse at one moment of the transaction, the call is answered 503, nothing is left on
 * either side nor in any of the three logs, the refusal is taken out, and the same call succeeds.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class BothOrNeitherIT {
    private static final String EVENT = "both-or-neither";
    private static final String POISON = "{\"no\": \"push event\"}";
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private Lockstep lockstep;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.war();
    }

    @BeforeEach
    void fresh() {
        lockstep = new Lockstep().fresh();
    }

    @AfterEach
    void close() {
        lockstep.close();
    }

    @Test
    void publishStoresTheRowAndDeliversTheMessageOnce() throws IOException {
        assertPublishSucceeds();

        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status())
                .as("a repeat")
                .isEqualTo(200);
        assertPublishedOnce();
    }

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

    /** One moment at which both sides have promised and neither has committed: two phases. */
    @Test
    void publishPreparesBothSidesBeforeItCommitsEither()
            throws ExecutionException, InterruptedException {
        CompletableFuture<Answer> answer = bothPreparedAtOnce(PUBLISH);

        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(201);
        assertPublishedOnce();
        lockstep.awaitSettled();
    }

    @Test
    void drainPreparesBothSidesBeforeItCommitsEither()
            throws ExecutionException, InterruptedException {
        letter(Api.event(EVENT));
        CompletableFuture<Answer> answer = bothPreparedAtOnce(DRAIN);

        assertThat(answer).succeedsWithin(LIMIT);
        assertThat(answer.get().status()).isEqualTo(200);
        assertNothingInDoubt();
        assertDrainedOnce();
    }

    @Test
    void publishLeavesNothingWhenTheRowIsRefused() throws IOException {
        try (Planted refusal = Planted.refusedRow(lockstep)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    /** The row is inserted and the message sent before the database says no, inside commit. */
    @Test
    void publishLeavesNothingWhenThePrepareIsRefused() throws IOException {
        try (Planted refusal = Planted.refusedPrepare(lockstep)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    @Test
    void publishLeavesNothingWhenTheRowTakesTooLong() throws IOException {
        try (Planted slowness = Planted.slowRow(lockstep)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    @Test
    void publishLeavesNothingWhenTheQueueRefuses() throws IOException {
        try (Planted refusal = Planted.refusedSend(lockstep, Broker.EVENTS)) {
            assertPublishLeavesNothing();
        }
        assertPublishSucceeds();
    }

    /** The broker says so when it is to prepare: the database has prepared by then. */
    @Test
    void publishLeavesNothingWhenTheQueueIsFull() throws IOException {
        try (Planted noRoom = Planted.full(lockstep, Broker.EVENTS)) {
            assertRefused(lockstep.publisher().publish(Api.event(EVENT)));
            assertNothingInDoubt();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(messages(Broker.EVENTS)).as("the one that fills it").isEqualTo(1);
        }
        assertPublishSucceeds();
    }

    @Test
    void drainPutsTheLetterBackWhenTheRowIsRefused() throws IOException {
        letter(Api.event(EVENT));
        try (Planted refusal = Planted.refusedRow(lockstep)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    /** The broker has prepared before the database says no: its promise is taken back. */
    @Test
    void drainPutsTheLetterBackWhenThePrepareIsRefused() throws IOException {
        letter(Api.event(EVENT));
        try (Planted refusal = Planted.refusedPrepare(lockstep)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainPutsTheLetterBackWhenTheRowTakesTooLong() throws IOException {
        letter(Api.event(EVENT));
        try (Planted slowness = Planted.slowRow(lockstep)) {
            assertDrainPutsTheLetterBack();
        }
        assertDrainSettles(1);
        assertDrainedOnce();
    }

    @Test
    void drainLeavesTheLetterWhenTheQueueRefuses() throws IOException {
        letter(Api.event(EVENT));
        try (Planted refusal = Planted.refusedConsume(lockstep, Broker.DEAD_LETTERS)) {
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
        try (Planted noRoom = Planted.full(lockstep, Broker.INVALID)) {
            assertRefused(lockstep.operator().drain(10, 10));
            assertNothingInDoubt();
            assertThat(lockstep.sides().rows()).isEmpty();
            assertThat(messages(Broker.INVALID)).as("the one that fills it").isEqualTo(1);
            assertThat(lockstep.broker().browse(Broker.DEAD_LETTERS))
                    .extracting(Broker.Seen::text)
                    .containsExactlyInAnyOrder(POISON, Api.event(EVENT));
        }
        assertDrainSettles(2);
        assertThat(messages(Broker.INVALID)).isEqualTo(1);
        assertDrainedOnce();
    }

    private CompletableFuture<Answer> bothPreparedAtOnce(Scenario scenario) {
        try (Breakpoint breakpoint = lockstep.stopAt(PREPARED_NOT_DECIDED, scenario)) {
            CompletableFuture<Answer> answer =
                    scenario == PUBLISH
                            ? lockstep.publisher().publishAsync(Api.event(EVENT))
                            : lockstep.operator().drainAsync(10, 10);
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
        lockstep.broker().deadLetters(List.of(text));
    }

    private long messages(String queue) {
        return lockstep.stack().artemis().console().messageCount(queue);
    }

    private void assertPublishLeavesNothing() throws IOException {
        assertRefused(lockstep.publisher().publish(Api.event(EVENT)));
        assertNothingInDoubt();
        assertThat(messages(Broker.EVENTS)).isZero();
        Sides sides = lockstep.sides();
        assertThat(sides.rows()).isEmpty();
        assertThat(sides.deliveries()).isEmpty();
        assertThat(sides.early()).isEmpty();
    }

    private void assertPublishSucceeds() throws IOException {
        assertThat(lockstep.publisher().publish(Api.event(EVENT)).status()).isEqualTo(201);
        assertPublishedOnce();
    }

    private void assertPublishedOnce() {
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.sides().early()).isEmpty();
    }

    private void assertDrainPutsTheLetterBack() throws IOException {
        assertRefused(lockstep.operator().drain(10, 10));
        assertNothingInDoubt();
        assertThat(lockstep.sides().deadLetters()).containsExactly(EVENT);
        assertThat(lockstep.sides().rows()).isEmpty();
        assertThat(messages(Broker.INVALID)).isZero();
    }

    private void assertDrainSettles(int letters) throws IOException {
        Answer answer = lockstep.operator().drain(10, 10);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(letters);
        assertThat(answer.json().getInt("remaining")).isZero();
    }

    private void assertDrainedOnce() {
        assertThat(messages(Broker.DEAD_LETTERS)).isZero();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
    }

    private void assertNothingInDoubt() {
        InDoubt now = lockstep.inDoubt();
        assertThat(now.inPostgres()).isEmpty();
        assertThat(now.inArtemis()).isEmpty();
        assertThat(now.decided()).isEmpty();
    }
}
