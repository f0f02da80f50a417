package dev.lockstep.torn;

import static java.util.stream.Collectors.joining;

import dev.lockstep.part.BoundedLook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names what is torn, and is always up: a torn event needs an operator, and every other event is
 * served meanwhile. That the database is away is for its own check to say.
 */
@ApplicationScoped
@Readiness
public class TornEventsReady implements HealthCheck {
    private static final String NAME = "torn-events";
    private static final int MOST_NAMED = 5;

    private final BoundedLook look = new BoundedLook(NAME, this::ask);

    private @Inject TornEvents torn;
    @Resource private ManagedExecutorService executor;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponse seen = look.take(executor);
        return seen.getStatus() == HealthCheckResponse.Status.UP
                ? seen
                : HealthCheckResponse.named(NAME).up().withData("open", "not known").build();
    }

    private HealthCheckResponse ask() {
        List<TornEvent> oldest = torn.oldest(MOST_NAMED);
        var answer = HealthCheckResponse.named(NAME).up();
        if (!oldest.isEmpty()) {
            Duration age = Duration.between(oldest.get(0).since(), Instant.now());
            answer.withData("open", Long.toString(torn.count()))
                    .withData("oldest", age.toSeconds() + " s")
                    .withData("events", oldest.stream().map(TornEvent::id).collect(joining(", ")))
                    .withData("see", "GET /api/torn-events");
        }
        return answer.build();
    }
}
