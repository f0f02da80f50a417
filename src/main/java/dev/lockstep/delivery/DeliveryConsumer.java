package dev.lockstep.delivery;

import dev.lockstep.push.InvalidMessages;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.push.Queues;
import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jboss.logging.Logger;

/**
 * The consumer service: receives a published message and reads its row, in one global transaction.
 *
 * <p>A message may come before its row can be read: XA is atomic, but its two commits are not
 * simultaneous, and while the database is away recovery may settle the broker's branch alone. Then
 * the message goes back, and the broker sends it again after a delay that grows to 10 s
 * (src/servers/artemis/broker.xml). Nothing is swallowed: whatever fails here rolls back.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "java:/jms/queue/push.events"),
            @ActivationConfigProperty(
                    propertyName = "destinationType",
                    propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "4"),
            // For ever: no caller waits here. The pool's own 0 (messaging.cli) would end the
            // listening for good when the broker restarts.
            @ActivationConfigProperty(propertyName = "reconnectAttempts", propertyValue = "-1")
        })
public class DeliveryConsumer implements MessageListener {
    private static final Logger LOG = Logger.getLogger(DeliveryConsumer.class);

    @Inject private MessageReader reader;
    @Inject private PushStore store;
    @Inject private Deliveries deliveries;
    @Inject private InvalidMessages invalidMessages;
    @Inject private Queues queues;
    @Resource private MessageDrivenContext context;

    @Override
    public void onMessage(Message message) {
        try {
            deliver(reader.read(message));
        } catch (InvalidPushEventException e) {
            setAside(message, e.getMessage());
        } catch (JMSException | RuntimeException e) {
            putBack("it cannot be delivered now: " + e.getMessage());
        }
    }

    private void deliver(PushEvent event) {
        if (store.find(event.id()).isPresent()) {
            deliveries.record(event.id());
        } else {
            deliveries.recordEarly(event.id());
            putBack("the row of event " + event.id() + " cannot be read yet");
        }
    }

    private void setAside(Message message, String reason) {
        try (JMSContext queue = queues.open()) {
            invalidMessages.setAside(queue, message, reason);
        } catch (RuntimeException e) {
            putBack("it is invalid (" + reason + ") and cannot be set aside: " + e.getMessage());
        }
    }

    private void putBack(String reason) {
        context.setRollbackOnly();
        LOG.infof("A message goes back to push.events and will come again: %s", reason);
    }
}
