package dev.lockstep.lab.report;

import static java.util.stream.Collectors.joining;

import dev.lockstep.lab.words.Anomaly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The runs at one step under one fault, which differ by their seeds. */
record Cell(List<Results.Line> lines) {

    long failed() {
        return lines.stream().filter(line -> line.result().is(Result.FAILED_RUN)).count();
    }

    /** Whether nothing was run, since the fault cannot meet the strategy. */
    boolean isNotApplicable() {
        return !lines.isEmpty()
                && lines.stream().allMatch(line -> line.result().is(Result.NOT_APPLICABLE));
    }

    /** Whether a run shows something else than theory predicts. */
    boolean differs() {
        return lines.stream().anyMatch(line -> line.result().is(Result.SOMETHING_ELSE));
    }

    /** In how many runs each kind occurred. A run that failed says nothing of its strategy. */
    Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        Anomaly.kinds().forEach(kind -> kinds.put(kind, 0));
        lines.stream()
                .map(Results.Line::result)
                .filter(Result::isValid)
                .forEach(
                        result ->
                                result.found().forEach(kind -> kinds.merge(kind, 1, Integer::sum)));
        kinds.values().removeIf(count -> count == 0);
        return kinds;
    }

    /** What was found, with counts where there was more than one run; empty if nothing ran. */
    String words() {
        if (lines.isEmpty()) {
            return "";
        }
        if (isNotApplicable()) {
            return Result.NOT_APPLICABLE;
        }
        List<String> words = new ArrayList<>();
        if (failed() > 0) {
            words.add("FAILED RUN" + of(failed()));
        }
        kinds().forEach((kind, count) -> words.add(kind + of(count)));
        return words.isEmpty() ? "none" : String.join(", ", words);
    }

    /** The kinds that theory predicts, over all runs. */
    String predicted() {
        TreeSet<String> kinds = new TreeSet<>();
        lines.forEach(line -> kinds.addAll(line.result().predicted()));
        return kinds.isEmpty() ? "none" : String.join(", ", kinds);
    }

    String lineNumbers() {
        return lines.stream().map(line -> String.valueOf(line.number())).collect(joining(", "));
    }

    private String of(long count) {
        return lines.size() == 1 ? "" : " %d of %d".formatted(count, lines.size());
    }
}
