package dev.lockstep.part.database;

import dev.lockstep.part.BoundedLook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the database answers. It also tells how many branches are prepared there and for how
 * long: what is old holds locks, but by itself is no reason to be taken out of service.
 */
@ApplicationScoped
@Readiness
public class DatabaseReady implements HealthCheck {
    private static final String NAME = "database";
    private static final int SECONDS_TO_ANSWER = 2;

    private final PreparedBranches branches = new PreparedBranches();
    private final BoundedLook look = new BoundedLook(NAME, this::ask);

    private @Inject Database database;
    @Resource private ManagedExecutorService executor;

    @Override
    public HealthCheckResponse call() {
        return look.take(executor);
    }

    private HealthCheckResponse ask() throws SQLException {
        try (Connection connection = database.connect()) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                return HealthCheckResponse.down(NAME);
            }
            PreparedBranches.Summary summary = branches.look(connection);
            return HealthCheckResponse.named(NAME)
                    .up()
                    .withData("prepared", summary.prepared())
                    .withData("oldestPreparedSeconds", summary.oldestSeconds())
                    .build();
        }
    }
}
