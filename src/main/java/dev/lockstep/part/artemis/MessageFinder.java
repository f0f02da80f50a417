package dev.lockstep.part.artemis;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds messages of given events, and leaves them where they are. What a consumer has in its hands
 * or what waits for its next delivery is not shown.
 */
@ApplicationScoped
public class MessageFinder {
    /** Of a selector; the broker reads it for each message. */
    private static final int MOST_AT_ONCE = 100;

    private final Queues queues;

    @Inject
    public MessageFinder(Queues queues) {
        this.queues = queues;
    }

    /** Those of the events that have a message on its way to the consumer, or put aside. */
    public Set<String> published(Collection<String> events) throws JMSException {
        return find(
                List.of(queues.events(), queues.deadLetters(), queues.invalid()), events, Map.of());
    }

    /**
     * Those of the events that have a letter in the dead-letter queue, or put aside.
     *
     * @param eventByLetter the events by the message ids of their letters
     */
    public Set<String> letters(Collection<String> events, Map<String, String> eventByLetter)
            throws JMSException {
        return find(List.of(queues.deadLetters(), queues.invalid()), events, eventByLetter);
    }

    private Set<String> find(
            List<Queue> where, Collection<String> events, Map<String, String> eventByLetter)
            throws JMSException {
        Set<String> found = new HashSet<>();
        try (JMSContext context = queues.open()) {
            for (Queue queue : where) {
                for (String selector : selectors(events, eventByLetter.keySet())) {
                    try (QueueBrowser browser = context.createBrowser(queue, selector)) {
                        Enumeration<?> shown = browser.getEnumeration();
                        for (Object message : Collections.list(shown)) {
                            found.add(eventOf((Message) message, eventByLetter));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static String eventOf(Message message, Map<String, String> eventByLetter)
            throws JMSException {
        String byLetter = eventByLetter.get(message.getJMSMessageID());
        return byLetter == null ? message.getStringProperty(Queues.EVENT_ID) : byLetter;
    }

    private static List<String> selectors(Collection<String> events, Collection<String> letters) {
        List<String> selectors = new ArrayList<>(selectors(Queues.EVENT_ID, events));
        selectors.addAll(selectors("JMSMessageID", letters));
        return selectors;
    }

    private static List<String> selectors(String name, Collection<String> values) {
        List<String> all = List.copyOf(values);
        List<String> selectors = new ArrayList<>();
        for (int i = 0; i < all.size(); i += MOST_AT_ONCE) {
            selectors.add(
                    all.subList(i, Math.min(all.size(), i + MOST_AT_ONCE)).stream()
                            .map(value -> "'" + value.replace("'", "''") + "'")
                            .collect(joining(", ", name + " IN (", ")")));
        }
        return selectors;
    }
}
