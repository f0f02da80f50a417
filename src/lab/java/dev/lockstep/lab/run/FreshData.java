package dev.lockstep.lab.run;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.BrokerConsole;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Ways;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Empties the database and both brokers of a running system. The tables come first, so that nothing
 * more is sent, and last, since what was being delivered meanwhile has left its traces.
 */
public final class FreshData {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final List<String> TABLES_OF_ALL =
            List.of("push_event", "delivery", "inbox", "parked_message", "torn_event");

    /** Beside the transaction log, by the application's default. */
    private static final String MEMOS = "lockstep-memos";

    private static final String DEADLOCK = "40P01";

    private FreshData() {}

    public static void in(Target target) {
        forgetMemos(target);
        emptyTables(target);
        emptyQueues(target.brokerConsole());
        emptyTopics(target);
        emptyTables(target);
    }

    /**
     * What was left about deleted events would be taken for a loss. Where the memos are out of
     * sight, what was settled a moment ago may be.
     */
    private static void forgetMemos(Target target) {
        target.access()
                .transactionLog()
                .map(log -> log.resolveSibling(MEMOS))
                .ifPresent(FreshData::empty);
    }

    private static void empty(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> memos = Files.list(directory)) {
            for (Path memo : (Iterable<Path>) memos::iterator) {
                Files.deleteIfExists(memo);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is with a consumer at this moment comes back, or is gone soon. */
    private static void emptyQueues(BrokerConsole console) {
        for (String queue : List.of(Queues.EVENTS, Queues.DEAD_LETTERS, Queues.INVALID)) {
            await("the queue %s is empty".formatted(queue))
                    .atMost(LIMIT)
                    .until(
                            () -> {
                                console.executeOnQueue(queue, "removeAllMessages()");
                                return console.messageCount(queue) == 0;
                            });
        }
    }

    /**
     * A consumer that has fetched what is deleted delivers it all the same: so the events are not
     * deleted before it has committed its offsets.
     */
    private static void emptyTopics(Target target) {
        try (Topics topics = new Topics(target.access().kafka())) {
            await("all messages are delivered")
                    .atMost(LIMIT)
                    .until(() -> topics.waiting(Topics.EVENTS, Topics.DELIVERY).isEmpty());
            topics.empty();
        }
    }

    /**
     * A delivery that is at work may have the tables in another order: then one of both gives way.
     */
    private static void emptyTables(Target target) {
        await("the tables are empty").atMost(LIMIT).until(() -> areEmptied(target));
    }

    private static boolean areEmptied(Target target) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    Stream.concat(
                                    TABLES_OF_ALL.stream(),
                                    Ways.all().stream().flatMap(way -> way.tables().stream()))
                            .collect(joining(", ", "TRUNCATE ", "")));
            return true;
        } catch (SQLException e) {
            if (DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("The database cannot be emptied", e);
        }
    }
}
