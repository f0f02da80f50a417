package dev.lockstep.part.artemis;

import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes messages from a queue of Artemis, in the transaction of the session that it is given. */
@ApplicationScoped
public class MessageTaker {
    private final MessageReader reader;
    private final InvalidMessages invalidMessages;

    @Inject
    public MessageTaker(MessageReader reader, InvalidMessages invalidMessages) {
        this.reader = reader;
        this.invalidMessages = invalidMessages;
    }

    /**
     * @param count how many were taken
     * @param events those of them that carry a push event; the others are set aside
     */
    public record Taken(int count, Map<Message, PushEvent> events) {
        /** Why one of them is set aside whose id is stored with other content. */
        public String conflict(Message message) {
            return "id " + events.get(message).id() + " is already stored with other content";
        }
    }

    /** The next message, or null. */
    @FunctionalInterface
    private interface Receiver {
        Message receive() throws JMSException;
    }

    @FunctionalInterface
    private interface Aside {
        void set(Message message, String reason) throws JMSException;
    }

    /**
     * Takes what is there, in a global transaction.
     *
     * @param limit messages at most, and at least 1
     * @param wait how long for the first one, if there is none; zero: not at all
     * @param beforeAside is run before a message is set aside, which may be all that the
     *     transaction does
     */
    public Taken take(
            JMSContext queue, JMSConsumer messages, int limit, Duration wait, Runnable beforeAside)
            throws JMSException {
        return take(
                wait.isZero() ? messages::receiveNoWait : () -> messages.receive(wait.toMillis()),
                messages::receiveNoWait,
                limit,
                (message, reason) -> {
                    beforeAside.run();
                    invalidMessages.setAside(queue, message, reason);
                });
    }

    /**
     * Takes what is there, in the transaction of the local session: gone when the caller commits.
     *
     * @param limit messages at most, and at least 1
     */
    public Taken take(LocalSession queue, MessageConsumer messages, int limit) throws JMSException {
        return take(
                messages::receiveNoWait,
                messages::receiveNoWait,
                limit,
                (message, reason) -> invalidMessages.setAside(queue, message, reason));
    }

    /** What is not a push event is set aside at once: the next take ends its large body. */
    private Taken take(Receiver first, Receiver next, int limit, Aside aside) throws JMSException {
        Map<Message, PushEvent> events = new LinkedHashMap<>();
        int count = 0;
        Message message = first.receive();
        while (message != null) {
            try {
                events.put(message, read(message));
            } catch (InvalidPushEventException e) {
                aside.set(message, e.getMessage());
            }
            count++;
            message = count < limit ? next.receive() : null;
        }
        return new Taken(count, events);
    }

    private PushEvent read(Message message) throws InvalidPushEventException, JMSException {
        if (message instanceof TextMessage text) {
            return reader.read(text.getText());
        }
        throw new InvalidPushEventException("not a text message");
    }
}
