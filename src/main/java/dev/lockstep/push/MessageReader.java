package dev.lockstep.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Turns the text of a message into the push event that it carries. What it is, is judged by its
 * JSON alone.
 */
@ApplicationScoped
public class MessageReader {
    private static final int LONGEST_TEXT = 65_536;

    private final PushEventJson json;

    @Inject
    public MessageReader(PushEventJson json) {
        this.json = json;
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
