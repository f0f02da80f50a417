package dev.lockstep.operations;

import dev.lockstep.push.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.QueueBrowser;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the broker answers. */
@ApplicationScoped
@Readiness
public class BrokerReady implements HealthCheck {
    private @Inject Queues queues;

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("broker");
        try (JMSContext context = queues.open();
                QueueBrowser browser = context.createBrowser(queues.events())) {
            // A pooled connection may be a dead one: only an answer from the queue counts.
            browser.getEnumeration().hasMoreElements();
            return response.up().build();
        } catch (JMSException | JMSRuntimeException e) {
            return response.down().withData("problem", String.valueOf(e.getMessage())).build();
        }
    }
}
