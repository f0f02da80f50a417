package dev.lockstep.strategy.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.Log;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.OutboxTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Kafka is killed and stays away: publishes go on as if nothing had happened, their messages wait,
 * and are sent when it is back, by the same server.
 */
@OnTheStack
class OutboxOutageIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** The relay's longest pause is 8 s, and its producer has to find the broker again. */
    private static final Duration BACK_LIMIT = Duration.ofSeconds(8 + 7);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void publishesAreStoredWhileKafkaIsAwayAndSentInOrderWhenItIsBack() throws IOException {
        ServerProcess kafka = lockstep.stack().kafka().process();
        long server = lockstep.stack().wildfly().process().pid();
        List<String> ids = IntStream.range(0, 20).mapToObj(i -> "stored-" + i).toList();
        publish("before");
        lockstep.awaitQuiet();
        Log log = Log.ofServer(lockstep);

        kafka.kill();
        for (String id : ids) {
            publish(id);
        }
        // Further messages of one of them.
        try (OutboxTable writer = new OutboxTable(lockstep)) {
            furtherMessages().forEach(message -> writer.entry("stored-0", message, null));
            writer.commit();
        }
        await("the relay has tried in vain")
                .atMost(LIMIT)
                .until(() -> log.lines("The outbox is not sent for now").size() == 1);
        assertThat(OutboxTable.unsent(lockstep)).hasSize(ids.size() + furtherMessages().size());
        kafka.launch();
        kafka.awaitReady();

        await("everything is sent")
                .atMost(BACK_LIMIT)
                .until(() -> OutboxTable.unsent(lockstep).isEmpty());
        lockstep.awaitReady();
        lockstep.awaitQuiet();
        assertThat(messagesOf("stored-0"))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of(Api.event("stored-0")), furtherMessages().stream())
                                .toList());
        lockstep.assertNoAnomalies(Histories.acknowledged(ids));
        assertSaidOnce(log);
        assertThat(lockstep.stack().wildfly().process().pid()).isEqualTo(server);
    }

    private static List<String> furtherMessages() {
        return IntStream.range(0, 10)
                .mapToObj(i -> Api.event("stored-0", "ann@example.org", "Title " + i, "Body"))
                .toList();
    }

    private void publish(String id) throws IOException {
        assertThat(lockstep.publisher().under("outbox").publish(Api.event(id)).status())
                .isEqualTo(201);
    }

    /** Each once: it may have been sent twice, but not before what was written before it. */
    private List<String> messagesOf(String id) {
        return lockstep.topics().committed(Topics.EVENTS).stream()
                .filter(seen -> id.equals(seen.id()))
                .map(Seen::text)
                .distinct()
                .toList();
    }

    /** An outage is a line or two for whoever reads the log, not a line a second. */
    private static void assertSaidOnce(Log log) {
        Map<String, Long> warnings =
                Stream.concat(log.lines(" WARN ").stream(), log.lines(" ERROR ").stream())
                        .collect(
                                Collectors.groupingBy(
                                        OutboxOutageIT::withoutNumbers, Collectors.counting()));
        assertThat(warnings)
                .as("warnings while Kafka was away")
                .isNotEmpty()
                .allSatisfy((line, times) -> assertThat(times).as(line).isEqualTo(1));
        assertThat(log.lines("The outbox is sent again")).hasSize(1);
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("\\d+", "#").replaceAll("\\(.*?\\)", "");
    }
}
