package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Postgres;
import dev.lockstep.lab.words.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The database refuses writes for a while, as after a failover. The sessions of before end, and
 * those that are made meanwhile stay read-only for their whole life: after the repair too, for as
 * long as a pool keeps them. It is dealt once the database has refused a write.
 */
final class ReadOnly implements Dealer {
    private static final String REFUSED = "25006";
    private static final String SETTING = "default_transaction_read_only";

    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.READ_ONLY);
    }

    @Override
    public Blow blow(Aim aim) {
        List<Postgres> databases = aim.stack().all(Postgres.class);
        return Blow.of(
                        aim,
                        Lengths.LONGER_THAN_A_CALL,
                        () -> databases.forEach(database -> refuseWrites(database, aim)),
                        () -> allowWrites(databases))
                .within(() -> {}, () -> allowWrites(databases));
    }

    private static void refuseWrites(Postgres database, Aim aim) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE %s SET %s = on".formatted(Postgres.USER, SETTING));
            // Some of them make new ones at once, which are read-only already.
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
                            .formatted(Postgres.USER));
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be made read-only", e);
        }
        requireRefusal(aim);
    }

    private static void requireRefusal(Aim aim) {
        try (Connection connection = aim.target().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM push_event WHERE false");
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                return;
            }
            throw new IllegalStateException("The database cannot be asked to write", e);
        }
        throw new IllegalStateException("The database was made read-only, and takes a write.");
    }

    private static void allowWrites(List<Postgres> databases) {
        databases.forEach(ReadOnly::allowWrites);
    }

    private static void allowWrites(Postgres database) {
        try (Connection connection = database.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE %s RESET %s".formatted(Postgres.USER, SETTING));
        } catch (SQLException e) {
            throw new IllegalStateException("The database stays read-only", e);
        }
    }
}
