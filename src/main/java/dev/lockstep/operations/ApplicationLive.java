package dev.lockstep.operations;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Live while the application can answer at all. A database or broker that is away does not make it
 * dead: a restart would mend nothing, and would stop the recovery that settles what is in doubt.
 */
@ApplicationScoped
@Liveness
public class ApplicationLive implements HealthCheck {
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.up("application");
    }
}
