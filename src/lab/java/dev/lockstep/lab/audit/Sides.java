package dev.lockstep.lab.audit;

import dev.lockstep.lab.stack.Artemis;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.workload.Broker;
import dev.lockstep.lab.workload.Seen;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is on each side once all is quiet, as ids of events, each as often as it is there.
 *
 * @param rows stored events
 * @param deliveries events whose message was received and whose row was read then
 * @param early events whose message was received before their row could be read
 * @param waiting messages still on their way to the consumer
 * @param deadLetters messages in the dead-letter queue
 */
public record Sides(
        List<String> rows,
        List<String> deliveries,
        List<String> early,
        List<String> waiting,
        List<String> deadLetters) {

    /** Reads both sides. Meaningful only while nothing is in doubt or in flight. */
    public static Sides of(Stack stack) {
        try (Connection connection = stack.postgres().connect();
                Broker broker =
                        new Broker(
                                stack.artemis().url(), Artemis.USER, stack.secrets().artemis())) {
            return new Sides(
                    ids(connection, "SELECT id FROM push_event"),
                    ids(connection, "SELECT event_id FROM delivery WHERE row_seen"),
                    ids(connection, "SELECT event_id FROM delivery WHERE NOT row_seen"),
                    ids(broker.browse(Broker.EVENTS)),
                    ids(broker.browse(Broker.DEAD_LETTERS)));
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be audited", e);
        }
    }

    private static List<String> ids(Connection connection, String query) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static List<String> ids(List<Seen> messages) {
        return messages.stream().map(Seen::id).filter(Objects::nonNull).toList();
    }
}
