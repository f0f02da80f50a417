package dev.lockstep.part.artemis;

import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
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
    public void publish(PushEvent event) throws JMSException {
        send(queues.events(), List.of(event));
    }

    /** Puts letters back into the dead-letter queue that were taken from it too early. */
    public void putBack(Iterable<PushEvent> events) throws JMSException {
        send(queues.deadLetters(), events);
    }

    private void send(Queue queue, Iterable<PushEvent> events) throws JMSException {
        try (LocalSession session = queues.openLocal()) {
            for (PushEvent event : events) {
                TextMessage message = session.text(json.write(event));
                message.setStringProperty(Queues.EVENT_ID, event.id());
                session.send(queue, message);
            }
            session.commit();
        }
    }
}
