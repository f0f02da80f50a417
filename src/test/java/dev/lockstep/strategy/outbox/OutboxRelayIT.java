package dev.lockstep.strategy.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.OutboxTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the relay sends, and in which order, while others write to the outbox and relay too. */
@OnTheStack
class OutboxRelayIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * One transaction takes a number for its entry and is slow to commit; later ones overtake it
     * and are sent. A relay that remembers how far it has come would never see the slow one.
     */
    @Test
    void entryThatIsCommittedAfterHigherNumbersWereSentIsSentToo() throws IOException {
        List<String> quick = OutboxTable.idsInLane(OutboxTable.lane("slow"), "quick", 5);
        try (OutboxTable slow = new OutboxTable(lockstep)) {
            slow.publish("slow");
            for (String id : quick) {
                publish(id);
            }
            await("the others are sent and delivered")
                    .atMost(LIMIT)
                    .until(() -> lockstep.sides().deliveries().size() == quick.size());
            assertThat(topic()).containsExactlyInAnyOrderElementsOf(quick);
            slow.commit();
        }
        lockstep.awaitQuiet();

        assertThat(OutboxTable.entries(lockstep)).first().isEqualTo("slow");
        assertThat(topic()).containsOnlyOnce("slow").hasSize(quick.size() + 1);
        assertThat(lockstep.sides().deliveries()).containsOnlyOnce("slow");
        assertThat(lockstep.sides().absorbed()).isEmpty();
    }

    /** The other relay is at work in a lane: the server's leaves that alone and sends the rest. */
    @Test
    void relayLeavesTheLaneOfAnotherRelayAloneAndSendsTheOthers() throws IOException {
        int taken = 3;
        List<String> held = OutboxTable.idsInLane(taken, "held", 4);
        List<String> free = OutboxTable.idsInLane(taken + 1, "free", 4);
        try (OutboxTable otherRelay = new OutboxTable(lockstep)) {
            await("the lane is free for a moment")
                    .atMost(LIMIT)
                    .until(() -> otherRelay.lock(taken));
            for (int i = 0; i < held.size(); i++) {
                publish(held.get(i));
                publish(free.get(i));
            }
            await("the other lane is sent and delivered")
                    .atMost(LIMIT)
                    .until(() -> lockstep.sides().deliveries().size() == free.size());
            assertThat(topic()).containsExactlyInAnyOrderElementsOf(free);
            assertThat(OutboxTable.unsent(lockstep)).isEqualTo(held);
        }
        lockstep.awaitQuiet();

        assertThat(topic()).containsExactlyInAnyOrderElementsOf(union(held, free));
        assertThat(lockstep.sides().deliveries())
                .containsExactlyInAnyOrderElementsOf(union(held, free));
    }

    /**
     * The entries come one by one while the relay runs, more of them than one transaction takes.
     */
    @Test
    void entriesOfOneEventAreSentInTheirOrder() {
        List<String> messages =
                IntStream.range(0, 150)
                        .mapToObj(i -> Api.event("one", "ann@example.org", "Title " + i, "Body"))
                        .toList();
        try (OutboxTable writer = new OutboxTable(lockstep)) {
            writer.row("one");
            for (String message : messages) {
                writer.entry("one", message, null);
                writer.commit();
            }
        }
        lockstep.awaitQuiet();

        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .extracting(Seen::text)
                .isEqualTo(messages);
        assertThat(lockstep.sides().deliveries()).containsExactly("one");
        assertThat(lockstep.sides().absorbed()).containsExactly("one");
    }

    private void publish(String id) throws IOException {
        assertThat(lockstep.publisher().under("outbox").publish(Api.event(id)).status())
                .isEqualTo(201);
    }

    /** By partition: of one event in their order. */
    private List<String> topic() {
        return lockstep.topics().committed(Topics.EVENTS).stream().map(Seen::id).toList();
    }

    private static List<String> union(List<String> a, List<String> b) {
        return IntStream.range(0, a.size() + b.size())
                .mapToObj(i -> i < a.size() ? a.get(i) : b.get(i - a.size()))
                .toList();
    }
}
