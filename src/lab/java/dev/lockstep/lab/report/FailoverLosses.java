package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Nature;
import java.util.List;
import java.util.stream.Stream;

/** How much of what was acknowledged a failover took with it. */
final class FailoverLosses {
    private static final List<String> FAILOVERS =
            Stream.of(Fault.values())
                    .filter(fault -> fault.is(Nature.STANDBY))
                    .map(Fault::word)
                    .toList();

    private FailoverLosses() {}

    /** A row for each trial of a failover that says something; empty if there was none. */
    static List<List<String>> rows(Results results) {
        return results.lines().stream()
                .filter(line -> FAILOVERS.contains(line.result().trial().fault()))
                .filter(line -> line.result().isValid())
                .map(line -> row(line, results))
                .toList();
    }

    private static List<String> row(Results.Line line, Results results) {
        Result result = line.result();
        return List.of(
                result.trial().fault(),
                result.trial().strategy(),
                result.trial().scenario(),
                String.valueOf(result.answers().acknowledged()),
                String.valueOf(result.anomalies().get(Anomaly.LOST.kind()).size()),
                "[line %d](%s)".formatted(line.number(), results.place(line)));
    }
}
