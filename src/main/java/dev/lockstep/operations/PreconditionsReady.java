package dev.lockstep.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the schema is migrated and every precondition is proved; until then it says what is
 * wrong.
 */
@ApplicationScoped
@Readiness
public class PreconditionsReady implements HealthCheck {
    private @Inject Proof proof;

    @Override
    public HealthCheckResponse call() {
        List<String> problems = proof.problems();
        var response = HealthCheckResponse.named("preconditions").status(problems.isEmpty());
        for (int i = 0; i < problems.size(); i++) {
            response.withData("problem-" + (i + 1), problems.get(i));
        }
        return response.build();
    }
}
