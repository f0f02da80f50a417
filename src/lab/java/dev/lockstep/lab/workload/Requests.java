package dev.lockstep.lab.workload;

import dev.lockstep.lab.words.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How requests were answered and when, as counts for each quarter of a second: one by one they
 * would be most of what is kept of a run.
 */
final class Requests {
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(250);

    private final Map<Long, Map<String, Integer>> slots = new TreeMap<>();

    /**
     * @param how as {@link Moment} has it
     */
    synchronized void answered(String how) {
        slots.computeIfAbsent(System.nanoTime() / SLOT, any -> new TreeMap<>())
                .merge(how, 1, Integer::sum);
    }

    synchronized List<Stamped> moments() {
        List<Stamped> moments = new ArrayList<>();
        slots.forEach(
                (slot, counts) ->
                        counts.forEach(
                                (how, count) ->
                                        moments.add(
                                                new Stamped(
                                                        slot * SLOT,
                                                        Moment.REQUEST,
                                                        how + " " + count))));
        return moments;
    }
}
