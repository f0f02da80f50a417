package dev.lockstep.postgres;

import static org.awaitility.Awaitility.await;

import dev.lockstep.support.StackSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Whoever sits at a console of the database: asks, changes, and ends what waits. */
final class Superuser {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Superuser() {}

    static void waitForAStandbyThatIsAway() {
        sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
        await("it is in force")
                .atMost(LIMIT)
                .until(() -> text("SHOW synchronous_standby_names").equals("nobody"));
    }

    static void awaitWaiting() {
        await("a commit waits for the standby")
                .atMost(LIMIT)
                .until(
                        () ->
                                count(
                                                "SELECT 1 FROM pg_stat_activity WHERE wait_event='SyncRep' AND query ~ '^(PREPARE|COMMIT|ROLLBACK)'")
                                        > 0);
    }

    static void cancelTheWait() {
        awaitWaiting();
        sql(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event='SyncRep' AND query ~ '^(PREPARE|COMMIT|ROLLBACK)'");
    }

    static int count(String query) {
        return Integer.parseInt(text("SELECT count(*) FROM (" + query + ") AS counted"));
    }

    static String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void sql(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect() throws SQLException {
        return StackSession.stack().postgres().connectAsSuperuser();
    }
}
