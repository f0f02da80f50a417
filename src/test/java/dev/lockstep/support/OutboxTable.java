package dev.lockstep.support;

import dev.lockstep.lab.client.Api;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The outbox as another program writes to it, and another relay locks it. */
public final class OutboxTable implements AutoCloseable {
    public static final int LANES = 8;
    private static final int LOCK = 0x6f757462;

    private final Connection connection;

    /** In a transaction of its own until {@link #commit()}. */
    public OutboxTable(Lockstep lockstep) {
        try {
            connection = lockstep.stack().connect();
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lane of an event, as the application has it. */
    public static int lane(String eventId) {
        return Math.floorMod(eventId.hashCode(), LANES);
    }

    /** Ids that share one lane. */
    public static List<String> idsInLane(int lane, String name, int count) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> name + "-" + i)
                .filter(id -> lane(id) == lane)
                .limit(count)
                .toList();
    }

    /** Row and entry, as a publish writes them. */
    public void publish(String eventId) {
        row(eventId);
        entry(eventId, Api.event(eventId), null);
    }

    public void row(String eventId) {
        run(
                "INSERT INTO push_event VALUES (?, 'ann@example.org', ?, ?, 'outbox', now())",
                eventId,
                "Title of " + eventId,
                "Body of " + eventId);
    }

    /**
     * @param sentAgo how long ago it was sent, as PostgreSQL writes an interval; null if it is not
     *     sent
     */
    public void entry(String eventId, String message, String sentAgo) {
        run(
                "INSERT INTO outbox (lane, event_id, message, created_at, sent_at)"
                        + " VALUES (%d, ?, ?, now() - interval '1 day', now() - ?::interval)"
                                .formatted(lane(eventId)),
                eventId,
                message,
                sentAgo);
    }

    /** Takes a lane as a relay does, until {@link #commit()}; whether it was free. */
    public boolean lock(int lane) {
        try (Statement statement = connection.createStatement();
                ResultSet locked =
                        statement.executeQuery(
                                "SELECT pg_try_advisory_xact_lock(%d, %d)".formatted(LOCK, lane))) {
            locked.next();
            return locked.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void commit() {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Events with an entry, in the order of the entries' numbers. */
    public static List<String> entries(Lockstep lockstep) {
        return events(lockstep, "TRUE");
    }

    /** Events with an entry that is not sent, in the order of the entries' numbers. */
    public static List<String> unsent(Lockstep lockstep) {
        return events(lockstep, "sent_at IS NULL");
    }

    private static List<String> events(Lockstep lockstep, String which) {
        List<String> events = new ArrayList<>();
        try (Connection connection = lockstep.stack().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT event_id FROM outbox WHERE " + which + " ORDER BY id")) {
            while (rows.next()) {
                events.add(rows.getString(1));
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql, String... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is not committed is rolled back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
