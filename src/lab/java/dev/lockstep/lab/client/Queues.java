package dev.lockstep.lab.client;

import dev.lockstep.lab.stack.Access;
import dev.lockstep.lab.stack.Target;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Artemis as another system sees it: puts dead letters in, looks at what lies in the queues. */
public final class Queues implements AutoCloseable {
    public static final String EVENTS = "push.events";
    public static final String DEAD_LETTERS = "push.events.dlq";
    public static final String INVALID = "push.events.invalid";

    private final ActiveMQConnectionFactory connections;
    private final String user;
    private final String password;

    public Queues(Target target) {
        Access access = target.access();
        this.connections = new ActiveMQConnectionFactory(access.artemis());
        this.user = access.artemisLogin().user();
        this.password = access.artemisLogin().password();
    }

    /** Reads what it wants of a message. */
    @FunctionalInterface
    public interface Look<T> {
        T at(Message message) throws JMSException;
    }

    /** Puts events into the dead-letter queue, all or none. */
    public void deadLetters(Collection<String> events) {
        deadLetters(context -> events.stream().<Message>map(context::createTextMessage).toList());
    }

    /** Puts any messages into the dead-letter queue, all or none. */
    public void deadLetters(Function<JMSContext, List<Message>> messages) {
        send(DEAD_LETTERS, messages);
    }

    /** Puts any messages into a queue, all or none. */
    public void send(String queueName, Function<JMSContext, List<Message>> messages) {
        try (JMSContext context = open(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(queueName);
            for (Message message : messages.apply(context)) {
                context.createProducer().send(queue, message);
            }
            context.commit();
        }
    }

    /** Sends an event's message as a publisher would that saves no row: a phantom. */
    public void publishWithoutRow(String event) {
        try (JMSContext context = open(JMSContext.AUTO_ACKNOWLEDGE)) {
            context.createProducer()
                    .setProperty("eventId", new Seen(null, event, null).id())
                    .send(context.createQueue(EVENTS), event);
        }
    }

    /** What lies in a queue and is not held by a transaction. */
    public List<Seen> browse(String queue) {
        return browse(queue, Queues::look);
    }

    /** What somebody else wants to know of each message that lies in a queue. */
    public <T> List<T> browse(String queue, Look<T> look) {
        try (JMSContext context = open(JMSContext.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            List<T> seen = new ArrayList<>();
            Enumeration<?> messages = browser.getEnumeration();
            // One by one: the body of a large message is gone once the next one is there.
            while (messages.hasMoreElements()) {
                seen.add(look.at((Message) messages.nextElement()));
            }
            return seen;
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    /** Takes everything out of a queue. */
    public List<Seen> empty(String queue) {
        try (JMSContext context = open(JMSContext.AUTO_ACKNOWLEDGE);
                var consumer = context.createConsumer(context.createQueue(queue))) {
            List<Seen> seen = new ArrayList<>();
            for (Message message = consumer.receiveNoWait();
                    message != null;
                    message = consumer.receiveNoWait()) {
                seen.add(look(message));
            }
            return seen;
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    @Override
    public void close() {
        connections.close();
    }

    private JMSContext open(int mode) {
        return ((ConnectionFactory) connections).createContext(user, password, mode);
    }

    private static Seen look(Message message) throws JMSException {
        String text =
                message.isBodyAssignableTo(String.class) ? message.getBody(String.class) : null;
        return new Seen(
                message.getStringProperty("eventId"), text, message.getStringProperty("reason"));
    }
}
