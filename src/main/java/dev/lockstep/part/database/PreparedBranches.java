package dev.lockstep.part.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The prepared branches of this database, and how old the oldest is. The database dates a branch by
 * its clock, which may be set. So that date is asked once, for the time before this server saw the
 * branch; from then on the age is what has passed since.
 */
final class PreparedBranches {
    // One of another database does not hold a lock in this one.
    private static final String PREPARED =
            """
            SELECT gid, extract(epoch FROM clock_timestamp() - prepared)
            FROM pg_prepared_xacts WHERE database = current_database()""";

    private static final double NANOS = 1e9;

    private final LongSupplier passedNanos;
    private Map<String, Seen> seen = Map.of();

    PreparedBranches() {
        this(System::nanoTime);
    }

    /**
     * @param passedNanos what has passed since any moment
     */
    PreparedBranches(LongSupplier passedNanos) {
        this.passedNanos = passedNanos;
    }

    /**
     * @param secondsBefore its age when it was first seen
     */
    private record Seen(double secondsBefore, long firstNanos) {}

    /**
     * @param prepared how many there are
     * @param oldestSeconds 0 if there is none
     */
    record Summary(long prepared, long oldestSeconds) {}

    /** Looks now. */
    Summary look(Connection connection) throws SQLException {
        Map<String, Double> ages = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PREPARED)) {
            while (rows.next()) {
                ages.put(rows.getString(1), rows.getDouble(2));
            }
        }
        return note(ages);
    }

    /**
     * @param ages in seconds, as the database's clock has them, by the branches' names
     */
    synchronized Summary note(Map<String, Double> ages) {
        long now = passedNanos.getAsLong();
        Map<String, Seen> before = seen;
        Map<String, Seen> current = new HashMap<>();
        ages.forEach(
                (name, age) ->
                        current.put(
                                name, before.getOrDefault(name, new Seen(Math.max(0, age), now))));
        seen = current;
        double oldest =
                current.values().stream()
                        .mapToDouble(one -> one.secondsBefore() + (now - one.firstNanos()) / NANOS)
                        .max()
                        .orElse(0);
        return new Summary(current.size(), (long) oldest);
    }
}
