package dev.lockstep.push;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.List;

/** The broker's queues. A context opened inside a global transaction is a branch of it. */
@ApplicationScoped
public class Queues {
    /** The property that carries the id of the event in a message. */
    public static final String EVENT_ID = "eventId";

    /** The property that says why a message lies in {@code push.events.invalid}. */
    public static final String REASON = "reason";

    @Resource(lookup = "java:/JmsXA")
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/push.events")
    private Queue events;

    @Resource(lookup = "java:/jms/queue/push.events.dlq")
    private Queue deadLetters;

    @Resource(lookup = "java:/jms/queue/push.events.invalid")
    private Queue invalid;

    /** To be closed by the caller; closing it leaves the work to the transaction. */
    public JMSContext open() {
        return connections.createContext();
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

    public List<Queue> all() {
        return List.of(events, deadLetters, invalid);
    }
}
