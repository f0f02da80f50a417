package dev.lockstep.lab.run;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.fault.Blow;
import dev.lockstep.lab.report.Answers;
import dev.lockstep.lab.report.Costs;
import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Moment;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.workload.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one run found, gathered while it goes on: of each of its scenarios, under the same fault.
 */
public final class Finding {
    private final Prediction prediction;
    private final Instant startedAt = Instant.now();
    private final long begun = System.nanoTime();
    private final List<Moment> timeline = new ArrayList<>();
    private final Map<Trial, Share> shares = new LinkedHashMap<>();
    private List<String> stuck = List.of();
    private int faults;
    private String problem;
    private boolean humanNeeded;
    private long struckAt;
    private long mendedAt;
    private double firstSuccess = Double.NaN;
    private double settled = Double.NaN;
    private double prepared = Double.NaN;
    private double locked = Double.NaN;
    private double waited = Double.NaN;
    private int blocked;

    /** What is a scenario's own. */
    private static final class Share {
        private Answers answers = new Answers(0, 0, 0, 0);
        private Audit.History history;
        private Map<Anomaly, List<String>> anomalies = Map.of();
        private List<Moment> requests = List.of();
    }

    /**
     * @param prediction the kinds that a trial must show, given those that it shows
     */
    Finding(List<Trial> trials, Prediction prediction) {
        trials.forEach(trial -> shares.put(trial, new Share()));
        this.prediction = prediction;
    }

    /** A fault was dealt, where and when it should be. */
    void struck(Blow blow) {
        faults++;
        struckAt = System.nanoTime();
        note(Moment.FAULT, blow.toString());
    }

    void mended(Blow blow) {
        mendedAt = System.nanoTime();
        note(Moment.RECOVERED, blow.toString());
    }

    long mendedAt() {
        return mendedAt;
    }

    /** A request that was begun after the repair has succeeded. */
    void succeeded() {
        firstSuccess = secondsSince(struckAt);
    }

    /** What the callers were answered. */
    void answers(Trial trial, Workload workload) {
        Share share = shares.get(trial);
        share.history = workload.history();
        share.answers =
                new Answers(
                        workload.sent(),
                        share.history.acknowledged().size(),
                        share.history.failed().size(),
                        share.history.unknown().size());
        share.requests = workload.moments().stream().map(moment -> moment.at(begun)).toList();
    }

    /** Still in doubt, past what recovery is given. */
    void stuck(List<String> transactions) {
        stuck = Stream.concat(stuck.stream(), transactions.stream()).distinct().toList();
    }

    /** It took more than starting again what was down. */
    void humanNeeded(String what) {
        humanNeeded = true;
        note(Moment.RECOVERED, what);
    }

    /** All has come to rest. */
    void settled() {
        settled = secondsSince(struckAt);
        note(Moment.QUIET, "all is quiet");
    }

    /**
     * @param sides what is there in the end
     * @param named the events that the system names as torn
     * @throws IllegalStateException if something is there that nobody asked for
     */
    void audit(Sides sides, Set<String> named) {
        shares.values().forEach(share -> share.anomalies = anomalies(share.history, sides, named));
        Set<String> strangers =
                shares.values().stream()
                        .map(share -> share.history)
                        .reduce(Audit.History::and)
                        .map(history -> Audit.strangers(history, sides))
                        .orElseThrow();
        if (!strangers.isEmpty()) {
            throw new IllegalStateException("Events that nobody asked for: " + strangers);
        }
    }

    /**
     * Whether there is nothing to wait for: of what the system should name as torn, where it may be
     * so, it names everything.
     */
    boolean isSilentAboutNothing(Sides sides, Set<String> named) {
        return shares.entrySet().stream()
                .filter(share -> mayBeNamed(share.getKey()))
                .map(share -> anomalies(share.getValue().history, sides, named))
                .flatMap(found -> found.entrySet().stream())
                .filter(found -> found.getKey().canBeNamed())
                .allMatch(found -> found.getValue().isEmpty());
    }

    private boolean mayBeNamed(Trial trial) {
        return prediction.predicts(trial, Set.of(Anomaly.TORN)).contains(Anomaly.TORN);
    }

    private Map<Anomaly, List<String>> anomalies(
            Audit.History history, Sides all, Set<String> named) {
        Sides sides = all.only(history::mentions);
        List<String> torn = named.stream().filter(history::mentions).toList();
        Map<Anomaly, List<String>> anomalies = new EnumMap<>(Anomaly.class);
        Audit.judge(history, sides, torn)
                .forEach((kind, ids) -> anomalies.put(kind, List.copyOf(new TreeSet<>(ids))));
        anomalies.put(Anomaly.PREMATURE, List.copyOf(Audit.premature(sides)));
        anomalies.put(Anomaly.STUCK, stuck);
        return anomalies;
    }

    void costs(Watch watch) {
        locked = watch.longestHeld();
        prepared = watch.longestPrepared();
        waited = watch.longestWaited();
        blocked = watch.mostBlocked();
        watch.moments().forEach(moment -> timeline.add(moment.at(begun)));
    }

    /** The fault cannot meet the way at all, for this reason. */
    void notApplicable(String why) {
        problem = Result.notApplicable(why);
    }

    /** The run itself has failed, and says nothing of its strategy. */
    void failed(String why) {
        problem = faults > 0 ? why : "The fault did not fire: " + why;
    }

    /**
     * A result for each scenario.
     *
     * @param run its number in the campaign
     */
    public List<Result> results(
            String campaign, int run, String machine, Map<String, String> versions) {
        List<Result> results = new ArrayList<>();
        shares.forEach(
                (trial, share) -> {
                    Set<Anomaly> found = EnumSet.noneOf(Anomaly.class);
                    share.anomalies.forEach(
                            (kind, ids) -> {
                                if (!ids.isEmpty()) {
                                    found.add(kind);
                                }
                            });
                    List<Moment> all = new ArrayList<>(timeline);
                    all.addAll(share.requests);
                    all.sort(Comparator.comparingDouble(Moment::seconds));
                    results.add(
                            new Result(
                                    campaign,
                                    run,
                                    trial,
                                    faults > 0,
                                    faults,
                                    share.answers,
                                    inWords(share.anomalies),
                                    inWords(prediction.predicts(trial, found)),
                                    costs(),
                                    problem,
                                    startedAt,
                                    all,
                                    machine,
                                    versions));
                });
        return results;
    }

    private static Map<String, List<String>> inWords(Map<Anomaly, List<String>> anomalies) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        anomalies.forEach((kind, ids) -> words.put(kind.kind(), ids));
        return words;
    }

    private static List<String> inWords(Set<Anomaly> kinds) {
        return kinds.stream().map(Anomaly::kind).sorted().toList();
    }

    private Costs costs() {
        return new Costs(settled, prepared, locked, blocked, waited, firstSuccess, humanNeeded);
    }

    private void note(String kind, String what) {
        timeline.add(new Moment(secondsSince(begun), kind, what));
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
