package dev.lockstep.part.artemis;

import dev.lockstep.part.BoundedLook;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while Artemis answers. */
@ApplicationScoped
@Readiness
public class ArtemisReady implements HealthCheck {
    private static final String NAME = "broker";

    private final BoundedLook look = new BoundedLook(NAME, this::ask);

    private @Inject Queues queues;
    @Resource private ManagedExecutorService executor;

    @Override
    public HealthCheckResponse call() {
        return look.take(executor);
    }

    private HealthCheckResponse ask() throws JMSException {
        try (JMSContext context = queues.open();
                QueueBrowser browser = context.createBrowser(queues.events())) {
            // A pooled connection may be a dead one: only an answer from the queue counts.
            browser.getEnumeration().hasMoreElements();
            return HealthCheckResponse.named(NAME).up().build();
        }
    }
}
