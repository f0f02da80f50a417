package dev.lockstep.docs;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the faults left: each kind of anomaly, and how many trials stand behind "none". */
final class DamageTable {
    private DamageTable() {}

    static String text() {
        Table table = new Table("way", "publish", "drain");
        Measured.byWay(Measured.of("full")).forEach((way, trials) -> row(table, way, trials));
        Measured.byWay(Measured.of("soak"))
                .forEach((way, trials) -> row(table, way + ", soak", trials));
        return table.markdown();
    }

    private static void row(Table table, String way, List<Measured> trials) {
        table.row(way, cell(trials, "publish"), cell(trials, "drain"));
    }

    private static String cell(List<Measured> all, String scenario) {
        List<Measured> trials = all.stream().filter(trial -> trial.isScenario(scenario)).toList();
        List<Measured> valid = trials.stream().filter(trial -> !trial.isFailed()).toList();
        List<String> words = new ArrayList<>();
        kinds(valid).forEach(kind -> words.add(found(kind, valid)));
        if (words.isEmpty()) {
            words.add("none in %d trials".formatted(valid.size()));
        }
        trials.stream().filter(Measured::isFailed).map(DamageTable::failed).forEach(words::add);
        return String.join("<br/>", words);
    }

    private static Stream<String> kinds(List<Measured> trials) {
        return trials.stream()
                .map(Measured::result)
                .flatMap(result -> result.anomalies().keySet().stream())
                .distinct()
                .filter(kind -> trials.stream().anyMatch(trial -> trial.count(kind) > 0));
    }

    /** The trial with most of them, the first if several have as many. */
    private static String found(String kind, List<Measured> trials) {
        Measured worst =
                trials.stream()
                        .reduce((one, other) -> other.count(kind) > one.count(kind) ? other : one)
                        .orElseThrow();
        long times = trials.stream().filter(trial -> trial.count(kind) > 0).count();
        return "%s, in %d of %d trials"
                .formatted(
                        worst.link("%d %s".formatted(worst.count(kind), kind)),
                        times,
                        trials.size());
    }

    private static String failed(Measured trial) {
        return "1 more failed and says nothing: "
                + trial.link("seed %d".formatted(trial.result().trial().seed()));
    }

    /** How many trials each way has had under each fault: what lies behind every dash. */
    static String trials() {
        List<Measured> all =
                CampaignsTable.CAMPAIGNS.stream()
                        .flatMap(campaign -> Measured.of(campaign).stream())
                        .filter(trial -> !trial.isFailed())
                        .toList();
        List<String> faults =
                all.stream()
                        .map(Measured::result)
                        .map(DamageTable::fault)
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList();
        Table table =
                new Table(
                        Stream.concat(Stream.of("strategy"), faults.stream())
                                .toArray(String[]::new));
        all.stream()
                .map(trial -> trial.result().trial().strategy())
                .distinct()
                .sorted()
                .forEach(strategy -> table.row(counts(strategy, faults, all)));
        return table.markdown();
    }

    private static Object[] counts(String strategy, List<String> faults, List<Measured> all) {
        Stream<String> counts =
                faults.stream()
                        .map(
                                fault ->
                                        all.stream()
                                                .map(Measured::result)
                                                .filter(is(strategy))
                                                .filter(result -> fault(result).equals(fault))
                                                .count())
                        .map(count -> count == 0 ? "" : String.valueOf(count));
        return Stream.concat(Stream.of("`%s`".formatted(strategy)), counts).toArray();
    }

    private static Predicate<Result> is(String strategy) {
        return result -> result.trial().strategy().equals(strategy);
    }

    private static String fault(Result result) {
        return "%s %s".formatted(result.trial().victim(), result.trial().fault());
    }
}
