package dev.lockstep.part.database;

import dev.lockstep.part.BoundedLook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers, and may be written to. */
@ApplicationScoped
@Readiness
public class DatabaseReady implements HealthCheck {
    private static final String NAME = "database";
    private static final int SECONDS_TO_ANSWER = 2;

    /** The driver's word for it, where it takes part in choosing a server (datasource.cli). */
    private static final String NOT_A_PRIMARY = "targetServerType";

    private final BoundedLook look = new BoundedLook(NAME, this::ask);

    private @Inject Database database;
    @Resource private ManagedExecutorService executor;

    @Override
    public HealthCheckResponse call() {
        return look.take(executor);
    }

    private HealthCheckResponse ask() throws SQLException {
        try {
            return askForWriting();
        } catch (SQLException e) {
            // A connection that cannot write is not given out; the driver then says why.
            if (saysThatNoServerIsPrimary(e)) {
                return down(
                        "no database that may be written to was found: each that answers is read-only or a standby");
            }
            throw e;
        }
    }

    private static boolean saysThatNoServerIsPrimary(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().contains(NOT_A_PRIMARY)) {
                return true;
            }
        }
        return false;
    }

    private HealthCheckResponse askForWriting() throws SQLException {
        try (Connection connection = database.connect()) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                return HealthCheckResponse.named(NAME).down().build();
            }
            return readOnly(connection)
                    .map(this::down)
                    .orElseGet(() -> HealthCheckResponse.named(NAME).up().build());
        }
    }

    /** A sentence if nothing can be written. A standby is read-only by its nature. */
    private static Optional<String> readOnly(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'")) {
            row.next();
            if (row.getBoolean(1)) {
                return Optional.of(
                        "the database is a standby, which cannot be written to: promote it, or start the primary");
            }
            return row.getBoolean(2)
                    ? Optional.of(
                            "the database is read-only: look at its default_transaction_read_only")
                    : Optional.empty();
        }
    }

    private HealthCheckResponse down(String problem) {
        return HealthCheckResponse.named(NAME).down().withData("problem", problem).build();
    }
}
