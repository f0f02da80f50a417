package dev.lockstep.lab.audit;

import dev.lockstep.lab.words.Anomaly;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a run by what is on both sides, never by what a caller was told of an exception.
 *
 * <p>A published event has a message if it was delivered or is still on its way. An event taken
 * from the dead-letter queue has a row; one whose drain failed is still in the queue. So, over sets
 * of ids:
 *
 * <ul>
 *   <li>lost = acknowledged publishes without row or without message, and dead letters neither
 *       stored nor waiting
 *   <li>phantom = messages whose row does not exist, be they only received early
 *   <li>orphan = rows of publishes whose message does not exist
 *   <li>duplicate = ids stored or delivered more than once, and dead letters both stored and still
 *       waiting
 *   <li>undead = publishes answered as failed whose row or message exists, be it only received
 *       early
 *   <li>torn = what the system itself names as such; it is none of the first three then
 * </ul>
 *
 * A publish whose answer never came may have happened or not; half is an orphan or a phantom. Two
 * copies of a dead letter that still wait are no duplicate: the event is not stored twice.
 */
public final class Audit {
    private Audit() {}

    /**
     * What was asked of the system and what it answered. Each event is in one of the four: a
     * repeated publish counts with its last answer, and a dead letter is put in once.
     *
     * @param acknowledged publishes answered as stored
     * @param failed publishes answered as rolled back
     * @param unknown publishes whose answer never came or said that the outcome is not known
     * @param deadLetters events put into the dead-letter queue
     */
    public record History(
            Set<String> acknowledged,
            Set<String> failed,
            Set<String> unknown,
            Set<String> deadLetters) {

        /** Both together, which have no event in common. */
        public History and(History other) {
            return new History(
                    union(acknowledged, other.acknowledged),
                    union(failed, other.failed),
                    union(unknown, other.unknown),
                    union(deadLetters, other.deadLetters));
        }

        /** Whether the event is one of those that were asked for here. */
        public boolean mentions(String event) {
            return deadLetters.contains(event) || published().contains(event);
        }

        /** All events that somebody tried to publish. */
        Set<String> published() {
            return union(union(acknowledged, failed), unknown);
        }
    }

    /**
     * Each kind of anomaly with the ids that show it, what the system itself names as torn apart
     * from what it is silent about: a caller can ask for that, and an operator can mend it.
     *
     * @param named the events that the system names as torn
     */
    public static Map<Anomaly, Set<String>> judge(
            History history, Sides sides, Collection<String> named) {
        Map<Anomaly, Set<String>> anomalies = judge(history, sides);
        anomalies.replaceAll((kind, ids) -> kind.canBeNamed() ? minus(ids, named) : ids);
        anomalies.put(Anomaly.TORN, new TreeSet<>(named));
        return anomalies;
    }

    /**
     * Each kind of anomaly with the ids that show it, of a system that names none; kinds that did
     * not occur are there with no ids.
     */
    public static Map<Anomaly, Set<String>> judge(History history, Sides sides) {
        Set<String> rows = new HashSet<>(sides.rows());
        Set<String> messages = union(sides.deliveries(), sides.waiting());
        Set<String> sent = union(messages, sides.early());
        Set<String> both = intersection(rows, messages);
        Set<String> waitingLetters = new HashSet<>(sides.deadLetters());

        Map<Anomaly, Set<String>> anomalies = new EnumMap<>(Anomaly.class);
        anomalies.put(
                Anomaly.LOST,
                union(
                        minus(history.acknowledged(), both),
                        minus(history.deadLetters(), union(rows, waitingLetters))));
        anomalies.put(Anomaly.PHANTOM, minus(sent, rows));
        anomalies.put(Anomaly.ORPHAN, minus(intersection(rows, history.published()), messages));
        anomalies.put(
                Anomaly.DUPLICATE,
                union(
                        union(
                                repeated(sides.rows()),
                                repeated(concat(sides.deliveries(), sides.waiting()))),
                        intersection(intersection(history.deadLetters(), rows), waitingLetters)));
        anomalies.put(Anomaly.UNDEAD, intersection(history.failed(), union(rows, sent)));
        return anomalies;
    }

    /**
     * Events whose message was received before their row, which came later. Not among the others:
     * the consumer copes with them, and they say nothing of what is left in the end.
     */
    public static Set<String> premature(Sides sides) {
        return intersection(sides.early(), sides.rows());
    }

    /**
     * Events on some side that no request accounts for: nobody published them nor put them into the
     * dead-letter queue, or they have a message although they were only dead letters, which drains
     * store and never send. A run with strangers cannot be judged: its history is not the whole
     * one, or its data are not its own. {@link #judge} accuses them only of what needs no request:
     * phantom and duplicate.
     */
    public static Set<String> strangers(History history, Sides sides) {
        Set<String> stored = union(sides.rows(), sides.deadLetters());
        Set<String> sent = new TreeSet<>();
        sent.addAll(sides.deliveries());
        sent.addAll(sides.early());
        sent.addAll(sides.cancelled());
        sent.addAll(sides.absorbed());
        sent.addAll(sides.waiting());
        Set<String> published = history.published();
        return union(
                minus(sent, published), minus(stored, union(published, history.deadLetters())));
    }

    private static Set<String> union(Collection<String> a, Collection<String> b) {
        Set<String> union = new TreeSet<>(a);
        union.addAll(b);
        return union;
    }

    private static Set<String> intersection(Collection<String> a, Collection<String> b) {
        Set<String> intersection = new TreeSet<>(a);
        intersection.retainAll(Set.copyOf(b));
        return intersection;
    }

    private static Set<String> minus(Collection<String> a, Collection<String> b) {
        Set<String> difference = new TreeSet<>(a);
        difference.removeAll(Set.copyOf(b));
        return difference;
    }

    private static List<String> concat(List<String> a, List<String> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    private static Set<String> repeated(List<String> ids) {
        return ids.stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
