package dev.lockstep.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The broker or the database is frozen for longer than a call waits, while the consumer stands at
 * one point of a delivery. Once it has thawed, the message is delivered, and only once.
 */
@OnTheStack
class QueueDeliveryInterruptedIT {
    private static final String EVENT = "interrupted";
    private static final String STOPPED = "Delivery from Artemis stopped";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final String QUEUES = "dev.lockstep.part.artemis.Queues";
    private static final Code BATCH = Code.entry(QueueDelivery.class.getName(), "takeAndDeliver");
    private static final Step BEFORE_THE_SESSION_JOINS = point(BATCH, Code.entry(QUEUES, "open"));
    private static final Step BEFORE_IT_RECEIVES = point(BATCH, Code.exit(QUEUES, "open"));

    /** Whenever the batch began: it may have waited for the message already. */
    private static final Step BEFORE_IT_COMMITS =
            point(null, Code.exit(QueueDelivery.class.getName(), "record"));

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @BeforeEach
    void storeRow() {
        lockstep.sql(
                "INSERT INTO push_event VALUES ('%s', 'r', 't', 'b', 'test', now())"
                        .formatted(EVENT));
    }

    /** Where a message-driven bean would lose the message. */
    @Test
    void beforeTheSessionJoinsTheTransaction() {
        assertDeliveredOnceAlthoughTheBrokerIsFrozenAt(BEFORE_THE_SESSION_JOINS);
    }

    @Tag("longer")
    @Test
    void beforeAMessageIsReceived() {
        assertDeliveredOnceAlthoughTheBrokerIsFrozenAt(BEFORE_IT_RECEIVES);
    }

    @Test
    void beforeTheBrokerPrepares() {
        assertDeliveredOnceAlthoughFrozenAtTheEnd(lockstep.stack().artemis().process());
    }

    @Test
    void beforeTheDatabasePrepares() {
        assertDeliveredOnceAlthoughFrozenAtTheEnd(lockstep.stack().postgres().process());
    }

    private void assertDeliveredOnceAlthoughTheBrokerIsFrozenAt(Step point) {
        ServerProcess broker = lockstep.stack().artemis().process();
        long before = lockstep.timesSaid(STOPPED);
        try (Breakpoint breakpoint = lockstep.stopAt(point)) {
            breakpoint.awaitReached(LIMIT);
            send();
            broker.freeze();
        }
        thawOnceItHasStopped(broker, before);
        assertDeliveredOnce();
    }

    private void assertDeliveredOnceAlthoughFrozenAtTheEnd(ServerProcess participant) {
        long before = lockstep.timesSaid(STOPPED);
        try (Breakpoint breakpoint = lockstep.stopAt(BEFORE_IT_COMMITS)) {
            send();
            breakpoint.awaitReached(LIMIT);
            participant.freeze();
        }
        thawOnceItHasStopped(participant, before);
        assertDeliveredOnce();
    }

    private void send() {
        lockstep.queues().publishWithoutRow(Api.event(EVENT));
    }

    private void thawOnceItHasStopped(ServerProcess frozen, long before) {
        try {
            await("the consumer gives up")
                    .atMost(LIMIT)
                    .until(() -> lockstep.timesSaid(STOPPED) > before);
        } finally {
            frozen.thaw();
        }
    }

    private void assertDeliveredOnce() {
        lockstep.awaitReady();
        lockstep.awaitSettled();
        await("the message is delivered")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().deliveries().contains(EVENT));
        lockstep.awaitDelivered();
        assertThat(lockstep.sides().deliveries()).containsExactly(EVENT);
        assertThat(lockstep.sides().early()).isEmpty();
    }

    private static Step point(Code begins, Code stops) {
        return new Step("xa", Scenario.PUBLISH, stops.method(), Set.of(), begins, stops, 0);
    }
}
