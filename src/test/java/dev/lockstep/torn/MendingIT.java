package dev.lockstep.torn;

import static dev.lockstep.torn.Verb.SEND_AGAIN;
import static dev.lockstep.torn.Verb.STORE_AGAIN;
import static dev.lockstep.torn.Verb.TAKE_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * An operator mends torn events. Timeline of every test: what a fault would leave is planted, with
 * its entry; repeats are answered 500; the operator says a verb; both sides are whole, the entry is
 * closed and tells who did what, and a repeat is answered as if nothing had happened.
 */
@OnTheStack
class MendingIT {
    private static final String EVENT = "torn";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();
    private final TornTable table = new TornTable(lockstep);

    @Test
    void aRowWithoutAMessageIsSentAgain() throws IOException {
        table.row(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);
        assertRepeat(500, "its row is stored, but its message was neither sent nor delivered");

        assertMended(SEND_AGAIN, Half.ROW_ONLY, Half.BOTH);

        assertPublishedOnce();
        assertRepeat(200, "\"rowSeen\":true");
    }

    /** The message comes again by itself, and finds its row. */
    @Test
    void aMessageWithoutARowIsStoredAgain() throws IOException {
        plantPhantom();
        assertRepeat(500, "its message was sent, but its row is not stored");

        assertMended(STORE_AGAIN, Half.MESSAGE_ONLY, Half.BOTH);

        assertPublishedOnce();
        assertRepeat(200, "\"rowSeen\":true");
    }

    @Test
    void aPublishOfWhichNothingIsLeftIsStoredAndSentAgain() throws IOException {
        table.entry(EVENT, Scenario.PUBLISH, Half.NEITHER);
        assertRepeat(500, "neither its row nor its message exists");

        assertMended(STORE_AGAIN, Half.NEITHER, Half.BOTH);

        assertPublishedOnce();
        assertRepeat(200, "\"rowSeen\":true");
    }

    @Test
    void aRowWithoutAMessageIsTakenBack() throws IOException {
        table.row(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);

        assertMended(TAKE_BACK, Half.ROW_ONLY, Half.NEITHER);

        assertThat(lockstep.sides().rows()).isEmpty();
        assertRepeat(201, EVENT);
        assertPublishedOnce();
    }

    /** It waits at the broker for its next delivery, and is taken all the same. */
    @Test
    void aMessageWithoutARowIsTakenBack() throws IOException {
        plantPhantom();

        assertMended(TAKE_BACK, Half.MESSAGE_ONLY, Half.NEITHER);

        assertThat(lockstep.messages(Queues.EVENTS)).isZero();
        assertRepeat(201, EVENT);
        assertPublishedOnce();
    }

    @Test
    void aLostLetterIsStoredAgainAndNotSent() throws IOException {
        table.entry(EVENT, Scenario.DRAIN, Half.NEITHER);

        assertMended(STORE_AGAIN, Half.NEITHER, Half.ROW_ONLY);

        Sides sides = lockstep.sides();
        assertThat(sides.rows()).containsExactly(EVENT);
        assertThat(sides.deliveries()).isEmpty();
        assertThat(lockstep.messages(Queues.EVENTS)).isZero();
    }

    @Test
    void aLetterThatIsStoredIsTakenOut() throws IOException {
        table.row(EVENT);
        table.letter(EVENT);
        table.letter("another");
        table.entry(EVENT, Scenario.DRAIN, Half.BOTH);

        assertMended(TAKE_BACK, Half.BOTH, Half.ROW_ONLY);

        assertThat(lockstep.sides().rows()).containsExactly(EVENT);
        assertThat(lockstep.sides().deadLetters()).containsExactly("another");
    }

    @Test
    void ofTwoOperatorsAtOnceOneMendsAndTheOtherIsRefused() throws IOException {
        table.row(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);

        CompletableFuture<Answer> one = table.mendAsync(EVENT, SEND_AGAIN);
        CompletableFuture<Answer> other = table.mendAsync(EVENT, SEND_AGAIN);

        assertThat(List.of(one.join().status(), other.join().status()))
                .as("%s, %s", one.join().text(), other.join().text())
                .containsExactlyInAnyOrder(200, 409);
        assertPublishedOnce();
        assertThat(table.audit(EVENT)).hasSize(1);
    }

    /** The decision is in the log, and neither side has heard of it: recovery mends. */
    @Test
    void aMendingWhoseServerIsKilledInItsCommitIsDoneByRecovery() throws IOException {
        table.row(EVENT);
        table.entry(EVENT, Scenario.PUBLISH, Half.ROW_ONLY);

        try (Breakpoint breakpoint =
                lockstep.stopAt(
                        CommitStep.DECIDED_NOT_COMMITTED
                                .in(dev.lockstep.lab.words.Scenario.PUBLISH)
                                .after(Code.entry("dev.lockstep.torn.Desk", "mend")))) {
            CompletableFuture<Answer> cut = table.mendAsync(EVENT, SEND_AGAIN);
            breakpoint.awaitReached(LIMIT);
            assertThat(table.mend(EVENT, SEND_AGAIN).status()).as("beside it").isEqualTo(409);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
            assertThat(cut).failsWithin(LIMIT);
        }
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();
        lockstep.awaitSettled();

        assertThat(table.open()).isEmpty();
        assertThat(table.audit(EVENT)).hasSize(1);
        assertPublishedOnce();
        assertRepeat(200, "\"rowSeen\":true");
    }

    /** A row alone, as it was when the consumer first asked for it: the message is waiting. */
    private void plantPhantom() {
        table.message(EVENT);
        await("the message came too early")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().early().contains(EVENT));
        table.entry(EVENT, Scenario.PUBLISH, Half.MESSAGE_ONLY);
    }

    private void assertMended(Verb verb, Half before, Half after) throws IOException {
        assertThat(table.open()).hasSize(1);
        Answer answer = table.mend(EVENT, verb);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getString("before")).isEqualTo(before.name());
        assertThat(answer.json().getString("after")).isEqualTo(after.name());
        assertThat(table.open()).isEmpty();
        assertThat(table.audit(EVENT))
                .containsExactly(
                        String.join(
                                "|",
                                "operator",
                                verb.toString(),
                                TornTable.REASON,
                                before.name(),
                                after.name()));
        Answer again = table.mend(EVENT, verb);
        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.json().getString("detail")).contains("has been mended already");
        lockstep.assertNothingInDoubt();
    }

    private void assertRepeat(int status, String says) throws IOException {
        Answer repeat = lockstep.publisher().publish(Api.event(EVENT));

        assertThat(repeat.status()).as(repeat.text()).isEqualTo(status);
        assertThat(repeat.text()).contains(says);
    }

    private void assertPublishedOnce() {
        await("it is delivered once")
                .atMost(LIMIT)
                .untilAsserted(
                        () -> {
                            Sides sides = lockstep.sides();
                            assertThat(sides.rows()).containsExactly(EVENT);
                            assertThat(sides.deliveries()).containsExactly(EVENT);
                            assertThat(sides.waiting()).isEmpty();
                        });
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
    }
}
