package dev.lockstep.strategy.dualwrite;

import dev.lockstep.push.InvalidMessages;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.Queues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes dead letters in a local transaction of the broker. */
@ApplicationScoped
public class Letters {
    private final Queues queues;
    private final MessageReader reader;
    private final InvalidMessages invalidMessages;

    @Inject
    public Letters(Queues queues, MessageReader reader, InvalidMessages invalidMessages) {
        this.queues = queues;
        this.reader = reader;
        this.invalidMessages = invalidMessages;
    }

    /**
     * @param count how many were taken
     * @param events those of them that carry a push event; the others are set aside
     */
    record Taken(int count, Map<Message, PushEvent> events) {}

    /** They are gone from the queue when the caller commits. */
    Taken take(JMSContext queue, int limit) throws JMSException {
        Map<Message, PushEvent> events = new LinkedHashMap<>();
        int count = 0;
        try (JMSConsumer deadLetters = queue.createConsumer(queues.deadLetters())) {
            Message letter;
            while (count < limit && (letter = deadLetters.receiveNoWait()) != null) {
                count++;
                try {
                    events.put(letter, reader.read(letter));
                } catch (InvalidPushEventException e) {
                    invalidMessages.setAside(queue, letter, e.getMessage());
                }
            }
        }
        return new Taken(count, events);
    }

    void setAsideAsConflict(JMSContext queue, Message letter, PushEvent event) {
        invalidMessages.setAside(
                queue, letter, "id " + event.id() + " is already stored with other content");
    }
}
