package dev.lockstep.lab.audit;

import dev.lockstep.support.Histories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A made-up run: what was asked and answered, what is on each side afterwards, and what an audit
 * must say of it.
 */
final class MadeUpRun {
    /** What somebody asked of the system, and was answered if it was a publish. */
    enum Asked {
        ACKNOWLEDGED,
        FAILED,
        UNKNOWN,
        DEAD_LETTER,
        NOTHING
    }

    /** Where the id of an event can be found. */
    enum Side {
        ROWS,
        DELIVERIES,
        EARLY,
        CANCELLED,
        ABSORBED,
        WAITING,
        DEAD_LETTERS,
        /** No side of the data: what the system itself names as torn. */
        NAMED
    }

    private final Map<Asked, Set<String>> asked = new EnumMap<>(Asked.class);
    private final Map<Side, List<String>> sides = new EnumMap<>(Side.class);
    private final Map<String, Set<String>> anomalies = new TreeMap<>();
    private int ids;

    MadeUpRun() {
        Arrays.stream(Asked.values()).forEach(what -> asked.put(what, new TreeSet<>()));
        Arrays.stream(Side.values()).forEach(side -> sides.put(side, new ArrayList<>()));
    }

    static MadeUpRun of(List<Story> stories) {
        MadeUpRun run = new MadeUpRun();
        stories.forEach(story -> story.happensIn(run));
        return run;
    }

    /** An event that this run has not seen before. */
    Event event(Asked what) {
        Event event = new Event("e" + ids++);
        asked.get(what).add(event.id);
        return event;
    }

    Audit.History history() {
        return Histories.acknowledged(asked.get(Asked.ACKNOWLEDGED))
                .and(Histories.failed(asked.get(Asked.FAILED)))
                .and(Histories.unknown(asked.get(Asked.UNKNOWN)))
                .and(Histories.deadLetters(asked.get(Asked.DEAD_LETTER)));
    }

    Sides sides() {
        return new Sides(
                on(Side.ROWS),
                on(Side.DELIVERIES),
                on(Side.EARLY),
                on(Side.CANCELLED),
                on(Side.ABSORBED),
                on(Side.WAITING),
                on(Side.DEAD_LETTERS));
    }

    Set<String> named() {
        return Set.copyOf(on(Side.NAMED));
    }

    /** What this run shows, with the ids of each kind; premature ones and strangers, too. */
    Map<String, Set<String>> anomalies() {
        return anomalies;
    }

    /** Nothing has an order by itself: rows come in any, and brokers have several queues. */
    void shuffle(Random random) {
        sides.values().forEach(ids -> Collections.shuffle(ids, random));
    }

    private List<String> on(Side side) {
        return List.copyOf(sides.get(side));
    }

    @Override
    public String toString() {
        return asked + " " + sides;
    }

    /** One event of the run, and where it is. */
    final class Event {
        private final String id;

        private Event(String id) {
            this.id = id;
        }

        /** Once more on that side. */
        Event put(Side side) {
            sides.get(side).add(id);
            return this;
        }

        /** Once less on that side, or as before if it was not there; whether it was. */
        boolean take(Side side) {
            return sides.get(side).remove(id);
        }

        /** An audit must say so. */
        void shows(String kind) {
            anomalies.computeIfAbsent(kind, none -> new TreeSet<>()).add(id);
        }
    }
}
