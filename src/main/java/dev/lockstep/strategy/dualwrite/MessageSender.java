package dev.lockstep.strategy.dualwrite;

import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.util.List;

/** Sends in a local transaction of the broker: when it returns, the messages are stored. */
@ApplicationScoped
public class MessageSender {
    private final Queues queues;
    private final PushEventJson json;

    @Inject
    public MessageSender(Queues queues, PushEventJson json) {
        this.queues = queues;
        this.json = json;
    }

    /** Sends the event's message to the consumer. */
    void publish(PushEvent event) {
        send(queues.events(), List.of(event));
    }

    /** Puts letters back into the dead-letter queue that were taken from it too early. */
    void putBack(Iterable<PushEvent> events) {
        send(queues.deadLetters(), events);
    }

    private void send(Queue queue, Iterable<PushEvent> events) {
        try (JMSContext context = queues.openLocal()) {
            for (PushEvent event : events) {
                JMSProducer producer = context.createProducer();
                producer.setProperty(Queues.EVENT_ID, event.id()).send(queue, json.write(event));
            }
            context.commit();
        }
    }
}
