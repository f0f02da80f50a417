package dev.lockstep.part.artemis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.Optional;

/** What must be true of Artemis: every queue is declared. */
@ApplicationScoped
public class ArtemisPreconditions {
    private final Queues queues;

    @Inject
    public ArtemisPreconditions(Queues queues) {
        this.queues = queues;
    }

    /** A sentence for each that does not hold. */
    public List<String> violations() {
        return queues.all().stream().map(this::missing).flatMap(Optional::stream).toList();
    }

    private Optional<String> missing(Queue queue) {
        String name = queue.toString();
        try (JMSContext context = queues.open()) {
            name = queue.getQueueName();
            try (QueueBrowser browser = context.createBrowser(queue)) {
                browser.getEnumeration().hasMoreElements();
            }
            return Optional.empty();
        } catch (InvalidDestinationRuntimeException | InvalidDestinationException e) {
            return Optional.of(
                    "The broker has no queue %s: declare it in broker.xml; nothing is created by use."
                            .formatted(name));
        } catch (JMSException | JMSRuntimeException e) {
            return Optional.of(
                    "The broker cannot be asked for queue %s: %s".formatted(name, e.getMessage()));
        }
    }
}
