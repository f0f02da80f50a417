package dev.lockstep.operations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready once the schema is migrated and every precondition is proved. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class Readiness implements HealthCheck {
    private volatile List<String> problems =
            List.of("The preconditions have not been proved yet: the application is starting.");

    /** Notes the result of an attempt; true if it differs from the one before. */
    boolean note(List<String> found) {
        boolean news = !found.equals(problems);
        problems = List.copyOf(found);
        return news;
    }

    public boolean isProved() {
        return problems.isEmpty();
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("preconditions").status(problems.isEmpty());
        for (int i = 0; i < problems.size(); i++) {
            response.withData("problem-" + (i + 1), problems.get(i));
        }
        return response.build();
    }
}
