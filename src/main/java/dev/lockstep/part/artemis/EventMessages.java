package dev.lockstep.part.artemis;

import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Optional;

/** The messages of one event among all others: whether there are any, sent again, taken out. */
@ApplicationScoped
public class EventMessages {
    /**
     * A message whose row cannot be read waits for its next delivery, 10 s at most (broker.xml),
     * and cannot be browsed meanwhile.
     */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(11);

    private final Queues queues;
    private final MessageReader reader;
    private final PushEventJson json;

    @Inject
    public EventMessages(Queues queues, MessageReader reader, PushEventJson json) {
        this.queues = queues;
        this.reader = reader;
        this.json = json;
    }

    /**
     * Whether the event's message is on its way to the consumer, or has become a dead letter. Where
     * messages are out of sight, it waits until this one would have come, 11 s.
     */
    public boolean isUnderWay(PushEvent event) throws JMSException {
        try (LocalSession session = queues.openLocal()) {
            return hasAny(session, queues.deadLetters(), ofEvent(event))
                    || hasAny(session, queues.events(), ofEvent(event))
                    || (session.count(queues.events()) > 0 && comes(session, event));
        }
    }

    /** Whether a letter of the event lies in the dead-letter queue. */
    public boolean isLetter(PushEvent event) throws JMSException {
        try (LocalSession session = queues.openLocal()) {
            return letter(session, event).isPresent();
        }
    }

    /** Sends the event's message to the consumer, in the caller's global transaction. */
    public void send(PushEvent event) {
        try (JMSContext queue = queues.open()) {
            queue.createProducer()
                    .setProperty(Queues.EVENT_ID, event.id())
                    .send(queues.events(), json.write(event));
        }
    }

    /**
     * Takes the event's message out, in the caller's global transaction, wherever it is.
     *
     * @return false if it did not come in time: another consumer may have it at this moment
     */
    public boolean take(PushEvent event) throws JMSException {
        return take(queues.deadLetters(), ofEvent(event), Duration.ZERO)
                || take(queues.events(), ofEvent(event), LONGEST_PAUSE);
    }

    /**
     * Takes the event's letter out, in the caller's global transaction.
     *
     * @return false if it is not there, or held by a drain
     */
    public boolean takeLetter(PushEvent event) throws JMSException {
        Optional<String> letter;
        try (LocalSession session = queues.openLocal()) {
            letter = letter(session, event);
        }
        return letter.isPresent() && take(queues.deadLetters(), letter.get(), Duration.ZERO);
    }

    private boolean take(Queue from, String selector, Duration wait) throws JMSException {
        try (JMSContext context = queues.open();
                JMSConsumer messages =
                        context.createConsumer(
                                context.createQueue(LocalSession.first(from)), selector)) {
            Message first =
                    wait.isZero() ? messages.receiveNoWait() : messages.receive(wait.toMillis());
            boolean more = first != null;
            while (more) {
                // A second copy would be delivered later.
                more = messages.receiveNoWait() != null;
            }
            return first != null;
        }
    }

    private static boolean hasAny(LocalSession session, Queue queue, String selector)
            throws JMSException {
        try (QueueBrowser browser = session.browser(queue, selector)) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    /** What comes goes back when the session is closed. */
    private boolean comes(LocalSession session, PushEvent event) throws JMSException {
        try (MessageConsumer messages = session.firstConsumer(queues.events(), ofEvent(event))) {
            return messages.receive(LONGEST_PAUSE.toMillis()) != null;
        }
    }

    /** By its JSON, as the drain judges it: a letter from elsewhere carries no id but there. */
    private Optional<String> letter(LocalSession session, PushEvent event) throws JMSException {
        try (QueueBrowser browser = session.browser(queues.deadLetters(), null)) {
            Enumeration<?> letters = browser.getEnumeration();
            while (letters.hasMoreElements()) {
                Message letter = (Message) letters.nextElement();
                if (carries(letter, event)) {
                    return Optional.of("JMSMessageID = '%s'".formatted(letter.getJMSMessageID()));
                }
            }
            return Optional.empty();
        }
    }

    private boolean carries(Message letter, PushEvent event) throws JMSException {
        try {
            return letter instanceof TextMessage text
                    && reader.read(text.getText()).sameContentAs(event);
        } catch (InvalidPushEventException e) {
            // The next drain sets it aside.
            return false;
        }
    }

    /** An id has no quote in it. */
    private static String ofEvent(PushEvent event) {
        return "%s = '%s'".formatted(Queues.EVENT_ID, event.id());
    }
}
