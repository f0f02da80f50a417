package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/** Turns a message into the push event that it carries. What it is, is judged by its JSON alone. */
@ApplicationScoped
public class MessageReader {
    private static final int LONGEST_TEXT = 65_536;

    private final PushEventJson json;

    @Inject
    public MessageReader(PushEventJson json) {
        this.json = json;
    }

    /**
     * @throws InvalidPushEventException with the reason, if the message carries no valid push event
     * @throws JMSException if the broker failed; the message itself may be fine
     */
    public PushEvent read(Message message) throws InvalidPushEventException, JMSException {
        if (!(message instanceof TextMessage)) {
            throw new InvalidPushEventException("not a text message");
        }
        return read(((TextMessage) message).getText());
    }

    /**
     * @param text the body, or null if there is none
     * @throws InvalidPushEventException with the reason, if it is no valid push event
     */
    public PushEvent read(String text) throws InvalidPushEventException {
        if (text == null || text.isEmpty()) {
            throw new InvalidPushEventException("the message is empty");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new InvalidPushEventException(
                    "too long: %d characters, at most %d".formatted(text.length(), LONGEST_TEXT));
        }
        return json.read(text);
    }
}
