package dev.lockstep.strategy.outbox;

import static dev.lockstep.lab.way.Outbox.PUBLISH_SENT_NOT_MARKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.OutboxTable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Timeline: old entries lie in the outbox; a publish is answered, its message sent, and the server
 * killed before the relay has noted that; the restarted server sends it again, and cleans up what
 * was sent long ago.
 */
@OnTheStack
class RelayKilledIT {
    private static final String EVENT = "sent-twice";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A lane that neither is the event's, so that its entries can be kept from being sent. */
    private static final int OTHER_LANE = (OutboxTable.lane(EVENT) + 1) % OutboxTable.LANES;

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void killedBetweenSendAndMarkSendsTwiceWhichTheInboxAbsorbsAndCleansUpWhatIsOld() {
        String waiting = OutboxTable.idsInLane(OTHER_LANE, "waiting", 1).get(0);
        try (OutboxTable otherRelay = new OutboxTable(lockstep)) {
            await("the lane is free for a moment")
                    .atMost(LIMIT)
                    .until(() -> otherRelay.lock(OTHER_LANE));
            plantOldEntries(waiting);
            killBetweenSendAndMark();
            lockstep.awaitReady();

            await("what was sent two hours ago is deleted; what waits for a day is not")
                    .atMost(LIMIT)
                    .untilAsserted(
                            () ->
                                    assertThat(OutboxTable.entries(lockstep))
                                            .containsExactly("sent-just-now", waiting, EVENT));
            assertThat(OutboxTable.unsent(lockstep)).contains(waiting);
        }
        lockstep.awaitQuiet();

        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .extracting(Seen::id)
                .containsExactlyInAnyOrder(EVENT, EVENT, waiting);
        assertThat(lockstep.sides().absorbed()).containsExactly(EVENT);
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder(EVENT, waiting);
        lockstep.assertNoAnomalies(Histories.acknowledged(EVENT, waiting));
    }

    private void plantOldEntries(String waiting) {
        try (OutboxTable writer = new OutboxTable(lockstep)) {
            writer.entry("sent-long-ago", Api.event("sent-long-ago"), "2 hours");
            writer.entry("sent-just-now", Api.event("sent-just-now"), "10 minutes");
            writer.publish(waiting);
            writer.commit();
        }
    }

    private void killBetweenSendAndMark() {
        ServerProcess server = lockstep.stack().wildfly().process();
        try (Breakpoint breakpoint = lockstep.stopAt(PUBLISH_SENT_NOT_MARKED)) {
            CompletableFuture<Api.Answer> answer =
                    lockstep.publisher().under("outbox").publishAsync(Api.event(EVENT));
            breakpoint.awaitReached(LIMIT);
            assertThat(answer).succeedsWithin(LIMIT);
            assertThat(answer.join().status()).isEqualTo(201);
            server.kill();
            breakpoint.serverKilled();
        }
        assertThat(OutboxTable.unsent(lockstep)).contains(EVENT);
        server.launch();
    }
}
