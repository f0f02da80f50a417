package dev.lockstep.part.kafka;

import dev.lockstep.part.BoundedLook;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Kafka answers. */
@ApplicationScoped
@Readiness
public class KafkaReady implements HealthCheck {
    private static final String NAME = "kafka";
    private static final int SECONDS_TO_ANSWER = 5;

    private final BoundedLook look = new BoundedLook(NAME, this::ask);

    private @Inject KafkaClients clients;
    @Resource private ManagedExecutorService executor;

    private Admin admin;

    @Override
    public HealthCheckResponse call() {
        return look.take(executor);
    }

    private HealthCheckResponse ask() throws Exception {
        connection().describeCluster().nodes().get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        return HealthCheckResponse.named(NAME).up().build();
    }

    private synchronized Admin connection() {
        if (admin == null) {
            admin = clients.admin();
        }
        return admin;
    }

    @PreDestroy
    synchronized void end() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
