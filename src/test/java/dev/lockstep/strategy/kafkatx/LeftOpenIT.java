package dev.lockstep.strategy.kafkatx;

import static dev.lockstep.lab.way.KafkaTx.DRAIN_BEFORE_EITHER;
import static dev.lockstep.lab.way.KafkaTx.PUBLISH_BEFORE_EITHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The server is killed with a Kafka transaction open, which holds up every reader of its
 * partitions. The restarted server ends it at once; left alone, it would last 25 s and more.
 */
@OnTheStack
class LeftOpenIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** From ready on. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void publishThatAKilledServerLeftOpenIsAbortedAtTheRestart() {
        Log log = Log.ofServer(lockstep);
        try (Breakpoint breakpoint = lockstep.stopAt(PUBLISH_BEFORE_EITHER)) {
            lockstep.publisher().under("kafka-tx").publishAsync(Api.event("left-open"));
            breakpoint.awaitReached(LIMIT);
            awaitOpenTransaction();
            // They come to lie in all partitions, and so behind the open one too.
            storeRows("behind");
            lockstep.topics().send(messages("behind"));
            killServer(breakpoint);
        }
        assertThat(lockstep.topics().openTransactions()).hasSize(1);
        assertThat(lockstep.topics().committed(Topics.EVENTS))
                .as("what readers see while some of it lies behind the open transaction")
                .hasSizeLessThan(ids("behind").size());

        restartServer();

        await("the leftover is aborted")
                .atMost(SOON)
                .until(() -> lockstep.topics().openTransactions().isEmpty());
        await("which the server says once")
                .atMost(SOON)
                .until(
                        () ->
                                log.lines("Aborted 1 Kafka transactions that were left open").size()
                                        == 1);
        await("those behind it are delivered")
                .atMost(SOON)
                .until(() -> lockstep.sides().deliveries().size() == ids("behind").size());
        assertThat(lockstep.sides().rows()).doesNotContain("left-open");
        assertThat(Set.copyOf(lockstep.sides().deliveries())).doesNotContain("left-open");
    }

    /**
     * The killed server is a member of the drain's group, and offsets wait in its transaction. The
     * first drain after the restart takes both over.
     */
    @Test
    void drainResumesAtTheFirstCallAfterTheServerWasKilled() throws IOException {
        lockstep.topics().deadLetters(ids("letter").stream().map(Api::event).toList());
        try (Breakpoint breakpoint = lockstep.stopAt(DRAIN_BEFORE_EITHER)) {
            lockstep.operator().under("kafka-tx").drainAsync(100, 100);
            breakpoint.awaitReached(LIMIT);
            awaitOpenTransaction();
            killServer(breakpoint);
        }
        restartServer();

        Answer answer = lockstep.operator().under("kafka-tx").drain(100, 100);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("settled")).isEqualTo(ids("letter").size());
        assertThat(lockstep.sides().rows()).containsExactlyInAnyOrderElementsOf(ids("letter"));
        assertThat(lockstep.sides().deadLetters()).isEmpty();
    }

    private void awaitOpenTransaction() {
        await("the transaction is open in Kafka")
                .atMost(SOON)
                .until(() -> lockstep.topics().openTransactions().size() == 1);
    }

    private static List<String> ids(String name) {
        return IntStream.range(0, 30).mapToObj(i -> name + "-" + i).toList();
    }

    private void storeRows(String name) {
        ids(name)
                .forEach(
                        id ->
                                lockstep.sql(
                                        "INSERT INTO push_event VALUES ('%s', 'r', 't', 'b', 'test', now())"
                                                .formatted(id)));
    }

    private static List<ProducerRecord<byte[], byte[]>> messages(String name) {
        return ids(name).stream().map(id -> Topics.record(Topics.EVENTS, Api.event(id))).toList();
    }

    private void killServer(Breakpoint breakpoint) {
        lockstep.stack().wildfly().process().kill();
        breakpoint.serverKilled();
    }

    private void restartServer() {
        ServerProcess server = lockstep.stack().wildfly().process();
        server.launch();
        lockstep.awaitReady();
    }
}
