package dev.lockstep.docs;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.Table;
import dev.lockstep.lab.words.Moment;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How many publishes succeeded while a part was away. The timeline has the requests of each quarter
 * of a second; the quarters that lie between the fault and its repair are counted.
 */
final class AwayTable {
    private static final double SLOT = 0.25;

    private AwayTable() {}

    static String text() {
        Table table =
                new Table(
                        "way",
                        "broker cut off",
                        "broker frozen",
                        "database cut off",
                        "database frozen");
        Measured.byWay(Measured.of("full").stream().filter(trial -> !trial.isMistake()).toList())
                .forEach(
                        (way, trials) ->
                                table.row(
                                        way,
                                        answered(trials, "broker", "cut"),
                                        answered(trials, "broker", "pause"),
                                        answered(trials, "database", "cut"),
                                        answered(trials, "database", "pause")));
        return table.markdown();
    }

    private static String answered(List<Measured> trials, String victim, String fault) {
        List<Result> publishes =
                trials.stream()
                        .filter(trial -> trial.is(victim, fault) && trial.isScenario("publish"))
                        .filter(trial -> !trial.isFailed())
                        .map(Measured::result)
                        .toList();
        long done = requests(publishes, what -> what.startsWith("acknowledged "));
        long all = requests(publishes, what -> true);
        return String.format(Locale.ROOT, "%,d of %,d in %d trials", done, all, publishes.size())
                .replaceFirst("1 trials", "1 trial");
    }

    private static long requests(List<Result> results, Predicate<String> answer) {
        return results.stream().mapToLong(result -> requests(result, answer)).sum();
    }

    private static long requests(Result result, Predicate<String> answer) {
        Moment fault = first(result, moment -> moment.is(Moment.FAULT));
        Moment repair =
                first(
                        result,
                        moment ->
                                moment.is(Moment.RECOVERED) && moment.what().equals(fault.what()));
        return result.timeline().stream()
                .filter(moment -> moment.is(Moment.REQUEST))
                .filter(moment -> moment.seconds() >= fault.seconds())
                .filter(moment -> moment.seconds() + SLOT <= repair.seconds())
                .map(Moment::what)
                .filter(answer)
                .mapToLong(what -> Long.parseLong(what.substring(what.indexOf(' ') + 1)))
                .sum();
    }

    private static Moment first(Result result, Predicate<Moment> is) {
        return result.timeline().stream().filter(is).findFirst().orElseThrow();
    }
}
