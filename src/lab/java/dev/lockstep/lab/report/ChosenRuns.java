package dev.lockstep.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The runs that are worth a picture of their own. */
final class ChosenRuns {
    private static final int DIFFERING = 10;

    private ChosenRuns() {}

    /**
     * Of each strategy the run that took longest to settle, and the first of those that show
     * something else than theory predicts; no run twice, none without a timeline.
     */
    static List<Results.Line> of(Results results) {
        List<Results.Line> chosen = new ArrayList<>();
        results.strategies().stream()
                .map(strategy -> longest(results, strategy))
                .filter(Objects::nonNull)
                .forEach(chosen::add);
        results.with(Result.SOMETHING_ELSE).stream()
                .filter(ChosenRuns::isDrawn)
                .filter(line -> !chosen.contains(line))
                .limit(DIFFERING)
                .forEach(chosen::add);
        return chosen;
    }

    private static Results.Line longest(Results results, String strategy) {
        Stream<Results.Line> drawn = results.lines().stream().filter(ChosenRuns::isDrawn);
        return drawn.filter(line -> line.result().trial().strategy().equals(strategy))
                .max(Comparator.comparingDouble(ChosenRuns::settled))
                .orElse(null);
    }

    private static boolean isDrawn(Results.Line line) {
        return line.result().timeline().stream()
                .anyMatch(moment -> Double.isFinite(moment.seconds()));
    }

    /** A run that was not measured comes last, although NaN is greater than any number. */
    private static double settled(Results.Line line) {
        double seconds = line.result().costs().settledSeconds();
        return Double.isFinite(seconds) ? seconds : -1;
    }
}
