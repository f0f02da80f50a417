package dev.lockstep.lab.audit;

import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether anything is still on its way: only what has come to rest can be audited. */
public final class Quiet {
    private Quiet() {}

    /**
     * What is still going on, a phrase each; empty once all is quiet. A message whose row never
     * comes is sent again and again by Artemis: it has come to rest once it is known to be early.
     */
    public static List<String> stillGoingOn(Target target) {
        List<String> goingOn = new ArrayList<>();
        noteInDoubt(goingOn, target);
        for (Way way : Ways.all()) {
            way.unfinished()
                    .forEach(work -> note(goingOn, count(target, work.query()), work.what()));
        }
        try (Topics topics = new Topics(target.access().kafka())) {
            note(goingOn, topics.openTransactions().size(), "Kafka transactions open");
            // Seen after the broker had been frozen: one that was not listed, and held readers
            // back.
            for (String topic : List.of(Topics.EVENTS, Topics.DEAD_LETTERS, Topics.OFFSETS)) {
                note(
                        goingOn,
                        topics.standstills(topic).size(),
                        "partitions of %s with something undecided".formatted(topic));
            }
        }
        note(
                goingOn,
                count(
                        target,
                        "SELECT count(*) FROM parked_message parked"
                                + " JOIN push_event event ON event.id = parked.event_id"),
                "parked messages whose row has come");
        for (String queue : List.of(Queues.EVENTS, Queues.DEAD_LETTERS)) {
            note(
                    goingOn,
                    target.brokerConsole().deliveringCount(queue),
                    "messages of %s with a consumer".formatted(queue));
        }
        // Between two looks one can pass from the schedule to the consumer: the count misses none.
        long inQueue = target.brokerConsole().messageCount(Queues.EVENTS);
        Sides sides = Sides.of(target);
        Set<String> withoutRow = new HashSet<>(sides.early());
        sides.rows().forEach(withoutRow::remove);
        long atRest = sides.waiting().stream().filter(withoutRow::contains).count();
        note(goingOn, sides.waiting().size() - atRest, "messages to deliver");
        note(goingOn, inQueue - atRest, "messages of %s on the move".formatted(Queues.EVENTS));
        // Once more: a delivery that was counted as a message above may be half committed.
        noteInDoubt(goingOn, target);
        return goingOn;
    }

    private static void noteInDoubt(List<String> goingOn, Target target) {
        Set<?> inDoubt = InDoubt.of(target).transactions();
        note(goingOn, inDoubt.size(), "transactions in doubt: " + inDoubt);
    }

    private static void note(List<String> goingOn, long count, String what) {
        if (count > 0) {
            goingOn.add(count + " " + what);
        }
    }

    private static long count(Target target, String query) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be asked", e);
        }
    }
}
