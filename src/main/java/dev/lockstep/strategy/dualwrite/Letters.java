package dev.lockstep.strategy.dualwrite;

import dev.lockstep.push.InvalidMessages;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.LocalSession;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes dead letters in a local transaction of the broker. */
@ApplicationScoped
public class Letters {
    private final MessageReader reader;
    private final InvalidMessages invalidMessages;

    @Inject
    public Letters(MessageReader reader, InvalidMessages invalidMessages) {
        this.reader = reader;
        this.invalidMessages = invalidMessages;
    }

    /**
     * @param count how many were taken
     * @param events those of them that carry a push event; the others are set aside
     */
    record Taken(int count, Map<Message, PushEvent> events) {}

    /** They are gone from the queue when the caller commits. */
    Taken take(LocalSession queue, MessageConsumer deadLetters, int limit) throws JMSException {
        Map<Message, PushEvent> events = new LinkedHashMap<>();
        int count = 0;
        Message letter;
        while (count < limit && (letter = deadLetters.receiveNoWait()) != null) {
            count++;
            try {
                events.put(letter, reader.read(letter));
            } catch (InvalidPushEventException e) {
                invalidMessages.setAside(queue, letter, e.getMessage());
            }
        }
        return new Taken(count, events);
    }

    void setAsideAsConflict(LocalSession queue, Message letter, PushEvent event)
            throws JMSException {
        invalidMessages.setAside(
                queue, letter, "id " + event.id() + " is already stored with other content");
    }
}
