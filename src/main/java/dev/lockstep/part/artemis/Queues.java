package dev.lockstep.part.artemis;

import dev.lockstep.settings.ArtemisSettings;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.XAConnection;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XASession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** The queues of Artemis. */
@ApplicationScoped
public class Queues {
    /** The property that carries the id of the event in a message. */
    public static final String EVENT_ID = "eventId";

    /** The property that says why a message lies in {@code push.events.invalid}. */
    public static final String REASON = "reason";

    @Resource(lookup = "java:/JmsXA")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/LockstepLocal")
    private ConnectionFactory localConnections;

    private @Inject ArtemisSettings settings;

    @Resource(lookup = "java:/jms/queue/push.events")
    private Queue events;

    @Resource(lookup = "java:/jms/queue/push.events.dlq")
    private Queue deadLetters;

    @Resource(lookup = "java:/jms/queue/push.events.invalid")
    private Queue invalid;

    /**
     * A context that is a branch of the global transaction it is opened in. To be closed by the
     * caller; closing it leaves the work to the transaction.
     */
    public JMSContext open() {
        return connections.createContext();
    }

    /** A session without XA, in a transaction of its own; to be closed by the caller. */
    public LocalSession openLocal() throws JMSException {
        return new LocalSession(localConnections, settings.user(), settings.password());
    }

    /** Published events, on their way to the delivery service. */
    public Queue events() {
        return events;
    }

    /** The dead-letter queue. */
    public Queue deadLetters() {
        return deadLetters;
    }

    /** Messages that can never become a push event, each with its {@link #REASON}. */
    public Queue invalid() {
        return invalid;
    }

    /** How many messages wait in the dead-letter queue. */
    public int countDeadLetters() throws JMSException {
        try (JMSContext context = open();
                QueueBrowser browser = context.createBrowser(deadLetters)) {
            Enumeration<?> waiting = browser.getEnumeration();
            return Collections.list(waiting).size();
        }
    }

    /**
     * The branches that the broker has not settled: the prepared ones, and those that somebody has
     * settled at its console until the transaction manager has heard of it.
     *
     * @throws JMSException if the broker does not answer
     */
    public List<Xid> unsettledBranches() throws JMSException {
        XAConnectionFactory factory = (XAConnectionFactory) localConnections;
        try (XAConnection connection =
                        factory.createXAConnection(settings.user(), settings.password());
                XASession session = connection.createXASession()) {
            return List.of(
                    session.getXAResource()
                            .recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN));
        } catch (XAException e) {
            throw (JMSException) new JMSException("The broker names no branches").initCause(e);
        }
    }

    public List<Queue> all() {
        return List.of(events, deadLetters, invalid);
    }
}
