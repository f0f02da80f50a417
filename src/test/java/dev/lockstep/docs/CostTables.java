package dev.lockstep.docs;

import dev.lockstep.lab.report.Costs;
import dev.lockstep.lab.report.Table;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What a fault cost, in seconds: always the trial with the highest figure of its kind. */
final class CostTables {
    private static final ToDoubleFunction<Costs> SETTLED = Costs::settledSeconds;
    private static final ToDoubleFunction<Costs> LOCKED = Costs::lockSeconds;
    private static final ToDoubleFunction<Costs> READERS = Costs::readerWaitSeconds;
    private static final ToDoubleFunction<Costs> WORKS = Costs::firstSuccessSeconds;
    private static final ToDoubleFunction<Costs> IN_DOUBT = Costs::inDoubtSeconds;

    private CostTables() {}

    /** One fault of each kind that people ask about. */
    static String byFault() {
        Table table =
                new Table(
                        "way",
                        "server killed: settled",
                        "server killed: locked",
                        "server killed: readers waited",
                        "server frozen for 22 s: locked",
                        "database cut off for 12 s: works again",
                        "broker cut off for 12 s: works again");
        ways().forEach(
                        (way, trials) ->
                                table.row(
                                        way,
                                        longest(trials, is("server", "kill"), SETTLED),
                                        longest(trials, is("server", "kill"), LOCKED),
                                        longest(trials, is("server", "kill"), READERS),
                                        longest(trials, is("server", "pause"), LOCKED),
                                        longest(trials, is("database", "cut"), WORKS),
                                        longest(trials, is("broker", "cut"), WORKS)));
        return table.markdown();
    }

    /** Over all faults, with the name of the one that did it. */
    static String longest() {
        Table table =
                new Table("way", "settled", "in doubt", "locked", "readers waited", "works again");
        ways().forEach((way, trials) -> row(table, way, trials));
        Measured.byWay(Measured.of("soak"))
                .forEach((way, trials) -> row(table, way + ", soak", trials));
        return table.markdown();
    }

    private static Map<String, List<Measured>> ways() {
        Map<String, List<Measured>> ways = Measured.byWay(Measured.of("full"));
        ways.values().removeIf(trials -> trials.stream().allMatch(Measured::isMistake));
        return ways;
    }

    private static void row(Table table, String way, List<Measured> trials) {
        table.row(
                way,
                named(trials, SETTLED),
                named(trials, IN_DOUBT),
                named(trials, LOCKED),
                named(trials, READERS),
                named(trials, WORKS));
    }

    private static Predicate<Measured> is(String victim, String fault) {
        return trial -> trial.is(victim, fault);
    }

    private static String named(List<Measured> trials, ToDoubleFunction<Costs> seconds) {
        Measured longest = max(trials, any -> true, seconds);
        double most = seconds.applyAsDouble(longest.result().costs());
        String fault =
                "%s %s"
                        .formatted(
                                longest.result().trial().victim(),
                                longest.result().trial().fault());
        boolean named = most >= 0.05 && !fault.equals("any mixed");
        return longest.link(words(most)) + (named ? " (%s)".formatted(fault) : "");
    }

    private static String longest(
            List<Measured> trials, Predicate<Measured> fault, ToDoubleFunction<Costs> seconds) {
        Measured longest = max(trials, fault, seconds);
        return longest.link(words(seconds.applyAsDouble(longest.result().costs())));
    }

    /** The first of several that took as long. */
    private static Measured max(
            List<Measured> trials, Predicate<Measured> fault, ToDoubleFunction<Costs> seconds) {
        return trials.stream()
                .filter(fault)
                .filter(trial -> !trial.isFailed())
                .filter(trial -> Double.isFinite(seconds.applyAsDouble(trial.result().costs())))
                .sorted(Comparator.comparingInt(Measured::line))
                .reduce((one, other) -> isLonger(other, one, seconds) ? other : one)
                .orElseThrow();
    }

    private static boolean isLonger(Measured one, Measured other, ToDoubleFunction<Costs> seconds) {
        return seconds.applyAsDouble(one.result().costs())
                > seconds.applyAsDouble(other.result().costs());
    }

    private static String words(double seconds) {
        return String.format(Locale.ROOT, "%.1f", seconds);
    }
}
