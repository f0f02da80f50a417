package dev.lockstep.part.artemis;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/**
 * A session with a transaction of its own in the broker, without XA: the caller commits, and what
 * is not committed is rolled back on closing.
 */
public final class LocalSession implements AutoCloseable {
    private final Connection connection;
    private final Session session;
    private boolean atWork;

    LocalSession(ConnectionFactory connections, String user, String password) throws JMSException {
        connection = connections.createConnection(user, password);
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        connection.start();
    }

    public TextMessage text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    public void send(Queue queue, Message message) throws JMSException {
        atWork = true;
        try (MessageProducer producer = session.createProducer(queue)) {
            producer.send(message);
        }
    }

    /** To be closed by the caller, after the commit: a large message ends with its consumer. */
    public MessageConsumer consumer(Queue queue) throws JMSException {
        atWork = true;
        return session.createConsumer(queue);
    }

    /** Of the messages that the selector chooses, before every other consumer. */
    MessageConsumer firstConsumer(Queue queue, String selector) throws JMSException {
        atWork = true;
        return session.createConsumer(session.createQueue(first(queue)), selector);
    }

    /**
     * The address of a consumer that is served before the delivery service's, which is always
     * waiting.
     */
    static String first(Queue queue) throws JMSException {
        return queue.getQueueName() + "?consumer-priority=9";
    }

    /** To be closed by the caller. */
    QueueBrowser browser(Queue queue, String selector) throws JMSException {
        return session.createBrowser(queue, selector);
    }

    /** Messages in the queue, those that nobody can browse at the moment included. */
    long count(Queue queue) throws JMSException {
        try {
            return ((ActiveMQSession) session)
                    .getCoreSession()
                    .queueQuery(SimpleString.of(queue.getQueueName()))
                    .getMessageCount();
        } catch (ActiveMQException e) {
            throw (JMSException)
                    new JMSException("The broker does not count its messages").initCause(e);
        }
    }

    public void commit() throws JMSException {
        session.commit();
        atWork = false;
    }

    @Override
    public void close() throws JMSException {
        try (connection) {
            if (atWork) {
                session.rollback();
            }
        }
    }
}
