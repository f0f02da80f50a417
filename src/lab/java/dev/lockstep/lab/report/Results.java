package dev.lockstep.lab.report;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Trial;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All results of a campaign, in the order of their lines.
 *
 * @param source the file that they are in, by its name; reports lie beside it
 * @param all the result of line 1 first
 * @param torn whether a last line was left out because it is not whole
 */
public record Results(String source, List<Result> all, boolean torn) {

    /** A result with its place in the file, from 1. */
    public record Line(int number, Result result) {}

    public Results {
        all = List.copyOf(all);
    }

    public List<Line> lines() {
        return IntStream.range(0, all.size()).mapToObj(i -> new Line(i + 1, all.get(i))).toList();
    }

    /** Where a result stands, from a report that lies beside the file. */
    String place(Line line) {
        return "%s#L%d".formatted(source, line.number());
    }

    public List<Line> with(String verdict) {
        return lines().stream().filter(line -> line.result().is(verdict)).toList();
    }

    public long fired() {
        return all.stream().filter(Result::fired).count();
    }

    /** Those that were dealt: a run's are in the result of each of its trials. */
    public long faults() {
        return all.stream().collect(toMap(Result::run, Result::faults, Math::max)).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    private long runs() {
        return all.stream().map(Result::run).distinct().count();
    }

    /** The number of the latest run. */
    public int lastRun() {
        return all.stream().mapToInt(Result::run).max().orElse(0);
    }

    /** Those that need not be run again: one that failed is a result too. */
    public Set<Trial> trials() {
        return all.stream().map(Result::trial).collect(toSet());
    }

    /** In the order in which they first ran. */
    List<String> strategies() {
        return all.stream().map(result -> result.trial().strategy()).distinct().toList();
    }

    /** The runs of a strategy that say something of it. */
    List<Result> valid(String strategy) {
        return all.stream()
                .filter(result -> result.trial().strategy().equals(strategy))
                .filter(Result::isValid)
                .toList();
    }

    String campaign() {
        return one(Result::campaign);
    }

    String machine() {
        return one(Result::machine);
    }

    /** A campaign that was resumed with other versions has more than one, which is said. */
    Map<String, String> versions() {
        Map<String, Set<String>> found = new TreeMap<>();
        all.forEach(
                result ->
                        result.versions()
                                .forEach(
                                        (name, version) ->
                                                found.computeIfAbsent(name, any -> new TreeSet<>())
                                                        .add(version)));
        Map<String, String> versions = new TreeMap<>();
        found.forEach((name, all) -> versions.put(name, String.join(" and ", all)));
        return versions;
    }

    /**
     * The kinds of anomaly that have to be explained. That the system names what is torn is said
     * where it did.
     */
    List<Anomaly> kinds() {
        return Stream.of(Anomaly.values())
                .filter(kind -> kind != Anomaly.TORN || hasFound(kind.kind()))
                .toList();
    }

    private boolean hasFound(String kind) {
        return all.stream().anyMatch(result -> result.found().contains(kind));
    }

    /** Counts and places, by what they are called; of what did not happen at all, none. */
    Stream<Map.Entry<String, String>> facts() {
        int notApplicable = with(Result.NOT_APPLICABLE).size();
        Stream<Map.Entry<String, String>> exempt =
                notApplicable == 0
                        ? Stream.empty()
                        : Stream.of(
                                Map.entry(Result.NOT_APPLICABLE, String.valueOf(notApplicable)));
        return Stream.concat(counts(), exempt);
    }

    private Stream<Map.Entry<String, String>> counts() {
        return Stream.of(
                Map.entry("trials", String.valueOf(all.size())),
                Map.entry("runs", String.valueOf(runs())),
                Map.entry("fired", String.valueOf(fired())),
                Map.entry("failed", String.valueOf(with(Result.FAILED_RUN).size())),
                Map.entry("faults dealt", String.valueOf(faults())),
                Map.entry("as predicted", String.valueOf(with(Result.AS_PREDICTED).size())),
                Map.entry("something else", String.valueOf(with(Result.SOMETHING_ELSE).size())));
    }

    /** First and last start, UTC; empty if nothing ran. */
    String dates() {
        List<Instant> starts = all.stream().map(Result::startedAt).sorted().toList();
        return starts.isEmpty()
                ? ""
                : "%tF %<tR to %tF %<tR UTC"
                        .formatted(
                                starts.get(0).atZone(ZoneOffset.UTC),
                                starts.get(starts.size() - 1).atZone(ZoneOffset.UTC));
    }

    private String one(Function<Result, String> property) {
        return all.stream().map(property).distinct().collect(joining(" and "));
    }
}
