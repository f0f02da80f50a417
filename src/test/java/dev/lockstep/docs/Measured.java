package dev.lockstep.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.lab.report.Results;
import dev.lockstep.lab.stack.Layout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A trial of the committed campaigns, with the line that the documents lead to. */
record Measured(String campaign, int line, Result result) {
    static final Path DOCS = Layout.of("docs").project().resolve("docs");

    /** In this order the documents compare the ways. */
    private static final List<String> WAYS =
            List.of(
                    "`xa`",
                    "`xa`, log deleted or node identifier shared",
                    "`outbox`",
                    "`saga`",
                    "`dual-write-db-first`",
                    "`dual-write-queue-first`",
                    "`kafka-tx`",
                    "`kafka-tx-kafka-first`");

    private static final Map<String, List<Measured>> READ = new ConcurrentHashMap<>();

    static List<Measured> of(String campaign) {
        return READ.computeIfAbsent(campaign, Measured::read);
    }

    private static List<Measured> read(String campaign) {
        Results results =
                new ResultFile(DOCS.resolve("results/%s/results.jsonl".formatted(campaign))).read();
        return results.lines().stream()
                .map(line -> new Measured(campaign, line.number(), line.result()))
                .toList();
    }

    /** By way, in the documents' order; a way that is new to them comes last. */
    static Map<String, List<Measured>> byWay(List<Measured> trials) {
        Map<String, List<Measured>> found =
                trials.stream().collect(groupingBy(Measured::way, LinkedHashMap::new, toList()));
        Map<String, List<Measured>> ways = new LinkedHashMap<>();
        WAYS.stream().filter(found::containsKey).forEach(way -> ways.put(way, found.get(way)));
        found.forEach(ways::putIfAbsent);
        return ways;
    }

    /**
     * The strategy, and what is a case of its own: Kafka first, which older lines say in the step,
     * and the two mistakes of operations that no two-phase commit survives.
     */
    String way() {
        String strategy = result.trial().strategy();
        if (isMistake()) {
            return "`%s`, log deleted or node identifier shared".formatted(strategy);
        }
        boolean kafkaFirst =
                strategy.equals("kafka-tx") && result.trial().step().endsWith("(Kafka first)");
        return "`%s`".formatted(kafkaFirst ? "kafka-tx-kafka-first" : strategy);
    }

    boolean isMistake() {
        return List.of("log-deleted", "twin").contains(result.trial().fault());
    }

    boolean isFailed() {
        return !result.isValid();
    }

    boolean is(String victim, String fault) {
        return result.trial().victim().equals(victim) && result.trial().fault().equals(fault);
    }

    boolean isScenario(String scenario) {
        return result.trial().scenario().equals(scenario);
    }

    /** How many events show an anomaly of this kind. */
    int count(String kind) {
        return result.anomalies().get(kind).size();
    }

    /** Words that lead to the line; the figure in them is held to it by {@link LinksTest}. */
    String link(String words) {
        return "[%s](results/%s/results.jsonl#L%d)".formatted(words, campaign, line);
    }
}
