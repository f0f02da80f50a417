package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;

/**
 * Sets messages aside that can never become a push event, whole and with the reason, in the
 * transaction that takes them: neither does one stop those behind it, nor is it lost.
 */
@ApplicationScoped
public class InvalidMessages {
    private final Queues queues;

    @Inject
    public InvalidMessages(Queues queues) {
        this.queues = queues;
    }

    public void setAside(JMSContext queue, Message message, String reason) throws JMSException {
        // A received message's properties are read-only until they are cleared.
        Map<String, Object> properties = new HashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        for (Object name : Collections.list(names)) {
            properties.put((String) name, message.getObjectProperty((String) name));
        }
        message.clearProperties();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            if (!property.getKey().startsWith("JMS")) {
                message.setObjectProperty(property.getKey(), property.getValue());
            }
        }
        message.setStringProperty(Queues.REASON, reason);
        queue.createProducer().send(queues.invalid(), message);
    }
}
