package dev.lockstep.part.artemis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.lang.reflect.Field;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/**
 * Sets messages aside that can never become a push event, whole and with the reason, in the
 * transaction that takes them: neither does one stop those behind it, nor is it lost.
 *
 * <p>The very message is sent on. A copy made with Jakarta Messaging alone would not do: copying an
 * object message deserializes it, which runs code of its sender's choice or, where the class is
 * unknown, fails each time and stops the queue; and properties that only other clients can set
 * cannot be set again.
 */
@ApplicationScoped
public class InvalidMessages {
    /**
     * By which the broker refuses a second copy; a message moved back and set aside again is none.
     */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private final Queues queues;

    @Inject
    public InvalidMessages(Queues queues) {
        this.queues = queues;
    }

    /** Sends a message to a queue. */
    @FunctionalInterface
    private interface Sender {
        void send(Queue queue, Message message) throws JMSException;
    }

    /**
     * In the transaction of the local session, as {@link #setAside(JMSContext, Message, String)}.
     */
    public void setAside(LocalSession queue, Message message, String reason) throws JMSException {
        setAside(queue::send, message, reason);
    }

    /**
     * To be called before the consumer takes the next message: until then the body of a large
     * message is still at the broker.
     */
    public void setAside(JMSContext queue, Message message, String reason) {
        try {
            setAside(
                    (invalid, whole) -> queue.createProducer().send(invalid, whole),
                    message,
                    reason);
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    private void setAside(Sender sender, Message message, String reason) throws JMSException {
        ActiveMQMessage whole = unwrapped(message);
        ClientMessage core = whole.getCoreMessage();
        core.removeProperty(DUPLICATE_ID);
        core.putStringProperty(Queues.REASON, reason);
        sender.send(queues.invalid(), whole);
    }

    /**
     * A consumer of the resource adapter returns each message in a wrapper, to which the producer
     * answers with a copy of its own. The wrapper shows its message to nobody.
     */
    private static ActiveMQMessage unwrapped(Message message) {
        if (message instanceof ActiveMQMessage whole) {
            return whole;
        }
        for (Class<?> type = message.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Message.class) {
                    return unwrapped(content(field, message));
                }
            }
        }
        throw new IllegalStateException("No Artemis message in " + message.getClass());
    }

    private static Message content(Field field, Message wrapper) {
        try {
            field.setAccessible(true);
            return (Message) field.get(wrapper);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
