package dev.lockstep.lab.report;

import java.util.ArrayList;
import java.util.List;

/** What each strategy cost, a row of words each, over the runs that did not fail. */
final class CostSummary {
    private CostSummary() {}

    static List<String> headings() {
        List<String> headings = new ArrayList<>(List.of("strategy", "runs"));
        for (Measure measure : Measure.values()) {
            headings.add(measure.words() + ", s");
        }
        headings.add("most blocked requests");
        headings.add("human needed");
        return headings;
    }

    static List<List<String>> rows(Results results) {
        return results.strategies().stream()
                .map(strategy -> row(strategy, results.valid(strategy)))
                .toList();
    }

    private static List<String> row(String strategy, List<Result> runs) {
        List<String> row = new ArrayList<>(List.of(strategy, String.valueOf(runs.size())));
        for (Measure measure : Measure.values()) {
            row.add(measure.of(runs).words());
        }
        int blocked = runs.stream().mapToInt(run -> run.costs().blockedRequests()).max().orElse(0);
        long human = runs.stream().filter(run -> run.costs().humanNeeded()).count();
        row.add(String.valueOf(blocked));
        row.add(String.valueOf(human));
        return row;
    }
}
