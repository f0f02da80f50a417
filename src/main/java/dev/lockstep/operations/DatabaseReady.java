package dev.lockstep.operations;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers. */
@ApplicationScoped
@Readiness
public class DatabaseReady implements HealthCheck {
    private static final int SECONDS_TO_ANSWER = 2;

    @Resource(lookup = "java:jboss/datasources/LockstepXA")
    private DataSource database;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("database");
        try (Connection connection = database.getConnection()) {
            return response.status(connection.isValid(SECONDS_TO_ANSWER)).build();
        } catch (SQLException e) {
            return response.down().withData("problem", String.valueOf(e.getMessage())).build();
        }
    }
}
