package dev.lockstep.strategy;

import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.DualWriteQueueFirst;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PlantedRefusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The three stories that this project began with, each under a strategy that suffers it and then
 * under {@code xa} (docs/architecture.md tells them).
 */
@OnTheStack
class StoriesOfTheNoteIT {
    private static final String EVENT = "story";
    private static final String SUFFERS = "dual-write-queue-first";
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /** (a) The save fails, and the entry of the dead-letter queue is removed already. */
    @Test
    void lostUnderTwoWrites() throws IOException {
        killDraining(DualWriteQueueFirst.DRAIN_BETWEEN_COMMITS);

        assertThat(kinds(drained())).containsExactly(Anomaly.LOST);
    }

    /** (a) Here too the queue commits first, and the server dies before the row is committed. */
    @Test
    void notLostUnderXa() throws IOException {
        killDraining(CommitStep.BETWEEN_COMMITS.in(DRAIN));

        assertThat(kinds(drained())).isEmpty();
        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
    }

    /** (b) The save fails, and the message is sent already. */
    @Test
    void phantomUnderTwoWrites() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedRow(lockstep)) {
            Api.Answer answer = lockstep.publisher().under(SUFFERS).publish(Api.event(EVENT));

            assertThat(answer.status()).as(answer.text()).isEqualTo(500);
            assertThat(answer.json().getString("detail"))
                    .contains("message of this event is sent", "row was not stored");
        }
        await("the consumer has got the message")
                .until(() -> lockstep.sides().early().contains(EVENT));
        assertThat(kinds(unknown())).containsExactly(Anomaly.PHANTOM);
    }

    /** (b) The message was given to the broker too, but it is part of what is rolled back. */
    @Test
    void noPhantomUnderXa() throws IOException {
        try (PlantedRefusal refusal = PlantedRefusal.refusedPrepare(lockstep, "P0001")) {
            Api.Answer answer = lockstep.publisher().publish(Api.event(EVENT));

            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        }
        lockstep.awaitQuiet();
        assertThat(kinds(failed())).isEmpty();
        assertThat(lockstep.sides().early()).isEmpty();
    }

    /** (c) The commit is slow: the consumer acts on what nobody else can read yet. */
    @Test
    void prematureUnderTwoWrites() throws IOException {
        try (Breakpoint slow = lockstep.stopAt(DualWriteQueueFirst.PUBLISH_BETWEEN_COMMITS)) {
            CompletableFuture<Api.Answer> answer =
                    lockstep.publisher().under(SUFFERS).publishAsync(Api.event(EVENT));
            slow.awaitReached(REACH_LIMIT);

            await("the consumer has got the message")
                    .until(() -> lockstep.sides().early().contains(EVENT));
            assertThat(lockstep.publisher().find(EVENT).status()).isEqualTo(404);

            slow.close();
            assertThat(answer.join().status()).isEqualTo(201);
        }
        lockstep.awaitQuiet();
        assertThat(Audit.premature(lockstep.sides())).containsExactly(EVENT);
        assertThat(kinds(acknowledged())).isEmpty();
    }

    /** (c) As slow a commit: the database's comes first, and the message waits for it. */
    @Test
    void notPrematureUnderXa() throws IOException {
        try (Breakpoint slow = lockstep.stopAt(CommitStep.DECIDED_NOT_COMMITTED.in(PUBLISH))) {
            CompletableFuture<Api.Answer> answer =
                    lockstep.publisher().publishAsync(Api.event(EVENT));
            slow.awaitReached(REACH_LIMIT);

            assertThat(lockstep.publisher().find(EVENT).status()).isEqualTo(404);
            await("the consumer gets nothing meanwhile")
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(10))
                    .until(this::nothingReceived);

            slow.close();
            assertThat(answer.join().status()).isEqualTo(201);
        }
        lockstep.awaitQuiet();
        assertThat(Audit.premature(lockstep.sides())).isEmpty();
        assertThat(kinds(acknowledged())).isEmpty();
    }

    private boolean nothingReceived() {
        Sides sides = lockstep.sides();
        return sides.early().isEmpty() && sides.deliveries().isEmpty();
    }

    private void killDraining(Step step) throws IOException {
        lockstep.deadLetters(step.way(), List.of(Api.event(EVENT)));
        Breakpoint breakpoint = lockstep.stopAt(step);
        try (breakpoint) {
            lockstep.operator().under(step.way()).drainAsync(10, 10);
            breakpoint.awaitReached(REACH_LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
        }
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();
        lockstep.awaitQuiet();
    }

    private Set<Anomaly> kinds(Audit.History history) {
        return Audit.judge(history, lockstep.sides()).entrySet().stream()
                .filter(anomaly -> !anomaly.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Audit.History acknowledged() {
        return Histories.acknowledged(EVENT);
    }

    private static Audit.History failed() {
        return Histories.failed(EVENT);
    }

    private static Audit.History unknown() {
        return Histories.unknown(EVENT);
    }

    private static Audit.History drained() {
        return Histories.deadLetters(EVENT);
    }
}
