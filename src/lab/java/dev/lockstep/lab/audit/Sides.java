package dev.lockstep.lab.audit;

import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Seen;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is on each side once all is quiet, as ids of events, each as often as it is there.
 *
 * @param rows stored events
 * @param deliveries events whose message was received and whose row was read then
 * @param early events whose message was received before their row could be read
 * @param cancelled events whose message was received and taken back by a cancellation, which undoes
 *     the delivery
 * @param absorbed events whose message came more than once, and was delivered once
 * @param waiting messages still on their way to the consumer, those that went back to the broker
 *     included
 * @param deadLetters messages in the dead-letter queue
 */
public record Sides(
        List<String> rows,
        List<String> deliveries,
        List<String> early,
        List<String> cancelled,
        List<String> absorbed,
        List<String> waiting,
        List<String> deadLetters) {

    private static final String DELIVERIES = "SELECT event_id FROM delivery WHERE ";

    /**
     * Reads all sides: the database and both brokers. Meaningful only while nothing is in doubt or
     * in flight.
     */
    public static Sides of(Target target) {
        try (Connection connection = target.connect();
                Queues queues = new Queues(target);
                Topics topics = new Topics(target.access().kafka())) {
            return new Sides(
                    ids(connection, "SELECT id FROM push_event"),
                    ids(connection, DELIVERIES + "row_seen AND cancelled_at IS NULL"),
                    ids(connection, DELIVERIES + "NOT row_seen AND cancelled_at IS NULL"),
                    ids(connection, DELIVERIES + "cancelled_at IS NOT NULL"),
                    ids(connection, "SELECT event_id FROM inbox WHERE copies > 1"),
                    concat(
                            ids(
                                    queues.browse(Queues.EVENTS),
                                    topics.waiting(Topics.EVENTS, Topics.DELIVERY)),
                            target.brokerConsole().scheduledEvents(Queues.EVENTS)),
                    ids(
                            queues.browse(Queues.DEAD_LETTERS),
                            topics.waiting(Topics.DEAD_LETTERS, Topics.DRAIN)));
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be audited", e);
        }
    }

    /** What is there of some events alone. */
    public Sides only(Predicate<String> wanted) {
        return new Sides(
                only(rows, wanted),
                only(deliveries, wanted),
                only(early, wanted),
                only(cancelled, wanted),
                only(absorbed, wanted),
                only(waiting, wanted),
                only(deadLetters, wanted));
    }

    private static List<String> only(List<String> ids, Predicate<String> wanted) {
        return ids.stream().filter(wanted).toList();
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

    private static List<String> concat(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static List<String> ids(List<Seen> inQueue, List<Seen> inTopic) {
        return Stream.concat(inQueue.stream(), inTopic.stream())
                .map(Seen::id)
                .filter(Objects::nonNull)
                .toList();
    }
}
