package dev.lockstep.lab.report;

import static java.util.stream.Collectors.joining;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Moment;
import dev.lockstep.lab.words.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What came of one trial of a fault campaign.
 *
 * @param campaign its name
 * @param run its number in the campaign, from 1; a run in which both scenarios are at work has a
 *     result for each
 * @param trial what was done to whom
 * @param fired whether every fault of the run was injected where it should have been
 * @param faults how many were injected: one at a step, many in a soak
 * @param answers to its requests
 * @param anomalies event ids by kind; kinds that did not occur are added with no ids
 * @param predicted the kinds that theory says the run shows, no more and no less
 * @param costs what was measured
 * @param problem why the run itself failed, such as an audit that could not read a side, or why
 *     there was none, by {@link #notApplicable}; else null
 * @param startedAt by this machine's clock
 * @param timeline what happened, in order of time
 * @param machine on which everything ran, in words
 * @param versions by the name of what has them
 */
public record Result(
        String campaign,
        int run,
        Trial trial,
        boolean fired,
        int faults,
        Answers answers,
        Map<String, List<String>> anomalies,
        List<String> predicted,
        Costs costs,
        String problem,
        Instant startedAt,
        List<Moment> timeline,
        String machine,
        Map<String, String> versions) {

    public static final String AS_PREDICTED = "as predicted";
    public static final String SOMETHING_ELSE = "something else";
    public static final String FAILED_RUN = "failed run";
    public static final String NOT_APPLICABLE = "not applicable";

    private static final String NOT_RUN = NOT_APPLICABLE + ": ";

    private static final int SHOWN_IDS = 5;

    public Result {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Anomaly.kinds().forEach(kind -> all.put(kind, List.of()));
        anomalies.forEach((kind, ids) -> all.put(kind, List.copyOf(ids)));
        anomalies = Collections.unmodifiableMap(all);
        predicted = List.copyOf(predicted);
        timeline = List.copyOf(timeline);
        versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    }

    /** The kinds that occurred. */
    public List<String> found() {
        List<String> found = new ArrayList<>(anomalies.keySet());
        found.removeIf(kind -> anomalies.get(kind).isEmpty());
        return found;
    }

    /**
     * Whether the run showed just what theory predicts. A run whose fault did not fire has failed,
     * whatever the audit found: it says nothing of the strategy.
     */
    public String verdict() {
        if (!fired && problem != null && problem.startsWith(NOT_RUN)) {
            return NOT_APPLICABLE;
        }
        if (!fired || problem != null) {
            return FAILED_RUN;
        }
        return Set.copyOf(found()).equals(new HashSet<>(predicted)) ? AS_PREDICTED : SOMETHING_ELSE;
    }

    public boolean is(String verdict) {
        return verdict().equals(verdict);
    }

    /** Whether it says something of its strategy. */
    public boolean isValid() {
        return is(AS_PREDICTED) || is(SOMETHING_ELSE);
    }

    /**
     * The problem of a run that was not run, since its fault cannot meet the strategy.
     *
     * @param why the rest of a sentence
     */
    public static String notApplicable(String why) {
        return NOT_RUN + why;
    }

    /**
     * What is to be said of the run in a list: what was found and expected, or why it failed, and
     * what was found all the same.
     */
    String words() {
        String found = "found " + orNone(found().stream().map(this::withIds));
        if (is(NOT_APPLICABLE)) {
            return problem;
        }
        if (is(FAILED_RUN)) {
            String why = problem == null ? "the fault did not fire" : problem;
            return found().isEmpty() ? why : why + "; " + found;
        }
        return found + "; theory predicts " + orNone(predicted.stream());
    }

    private String withIds(String kind) {
        List<String> ids = anomalies.get(kind);
        String more =
                ids.size() > SHOWN_IDS ? " and %d more".formatted(ids.size() - SHOWN_IDS) : "";
        return ids.stream().limit(SHOWN_IDS).collect(joining(", ", kind + " (", more + ")"));
    }

    private static String orNone(Stream<String> words) {
        String list = words.collect(joining(", "));
        return list.isEmpty() ? "none" : list;
    }
}
