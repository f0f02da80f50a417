package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes messages from a queue of Artemis in a global transaction. */
@ApplicationScoped
public class MessageTaker {
    private final PushStore store;
    private final MessageReader reader;
    private final InvalidMessages invalidMessages;

    @Inject
    public MessageTaker(PushStore store, MessageReader reader, InvalidMessages invalidMessages) {
        this.store = store;
        this.reader = reader;
        this.invalidMessages = invalidMessages;
    }

    /**
     * @param count how many were taken
     * @param events those of them that carry a push event; the others are set aside
     */
    public record Taken(int count, Map<Message, PushEvent> events) {}

    /**
     * Takes what is there. What is not a push event is set aside at once: the next take ends its
     * large body.
     *
     * @param limit messages at most
     * @param wait how long for the first one, if there is none; zero: not at all
     */
    public Taken take(JMSContext queue, JMSConsumer messages, int limit, Duration wait)
            throws JMSException {
        Map<Message, PushEvent> events = new LinkedHashMap<>();
        int count = 0;
        Message message =
                wait.isZero() ? messages.receiveNoWait() : messages.receive(wait.toMillis());
        while (message != null) {
            readOrSetAside(queue, message, events);
            count++;
            message = count < limit ? messages.receiveNoWait() : null;
        }
        return new Taken(count, events);
    }

    private void readOrSetAside(JMSContext queue, Message message, Map<Message, PushEvent> events)
            throws JMSException {
        try {
            events.put(message, reader.read(message));
        } catch (InvalidPushEventException e) {
            store.participate();
            invalidMessages.setAside(queue, message, e.getMessage());
        }
    }
}
