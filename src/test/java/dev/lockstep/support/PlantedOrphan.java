package dev.lockstep.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.Access;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Scenario;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A prepared branch of this server that nobody has decided, in a database and a server that are
 * whole. It has the Xid of a transaction that ended long ago, as a database that was put back to an
 * earlier state has it.
 */
public final class PlantedOrphan {
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private PlantedOrphan() {}

    /** Prepares it. It holds the event's row, and nothing else of either side is left. */
    public static void holding(String event, Lockstep lockstep) throws SQLException {
        String ended = transactionThatEnded(event, lockstep);
        lockstep.awaitDelivered();
        lockstep.sql("DELETE FROM delivery", "DELETE FROM push_event");
        Access access = lockstep.stack().access();
        Access.Login login = access.postgresLogin();
        // As the application, since only the user who prepared may end it.
        try (Connection connection =
                        DriverManager.getConnection(
                                access.postgres(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (PreparedStatement row =
                    connection.prepareStatement(
                            "INSERT INTO push_event VALUES (?, '', '', '', 'xa', now())")) {
                row.setString(1, event);
                row.executeUpdate();
            }
            statement.execute("PREPARE TRANSACTION '" + ended + "'");
        }
    }

    /** Publishes the event; the name that its branch had in PostgreSQL. */
    private static String transactionThatEnded(String event, Lockstep lockstep) {
        String name;
        CompletableFuture<Api.Answer> answer;
        try (Breakpoint breakpoint =
                lockstep.stopAt(CommitStep.PREPARED_NOT_DECIDED, Scenario.PUBLISH)) {
            answer = lockstep.publisher().publishAsync(Api.event(event));
            breakpoint.awaitReached(LIMIT);
            name = onlyBranch(lockstep);
        }
        assertThat(answer).as("the caller's answer").succeedsWithin(LIMIT);
        assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(201);
        return name;
    }

    private static String onlyBranch(Lockstep lockstep) {
        try (Connection connection = lockstep.stack().postgres().connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            assertThat(row.next()).as("a branch is prepared").isTrue();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
