package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Moment;
import dev.lockstep.lab.words.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Results that nobody measured, so that a test knows what a report has to say of them. */
final class PlantedResults {
    static final Costs COSTS = new Costs(12.5, 10.25, 9.75, 3, 4.5, 6.125, false);

    /**
     * Two strategies, four trials at three steps, two of them of one run: as predicted twice,
     * something else, failed.
     */
    static final Results FOUR =
            new Results(
                    "runs.jsonl",
                    List.of(
                            result("xa", "between prepares", "server", "kill"),
                            found(
                                    ofRun(
                                            2,
                                            result(
                                                    "dual-write",
                                                    "between commits",
                                                    "server",
                                                    "kill")),
                                    Map.of("orphan", List.of("e-1")),
                                    List.of("orphan")),
                            found(
                                    ofRun(
                                            2,
                                            result(
                                                    "dual-write",
                                                    "between commits",
                                                    "broker",
                                                    "cut-requests")),
                                    Map.of("lost", List.of("e-2", "e-3")),
                                    List.of()),
                            problem(
                                    ofRun(3, result("xa", "decided", "server", "kill")),
                                    "the fault did not fire")),
                    false);

    private PlantedResults() {}

    static Result result(String strategy, String step, String victim, String fault) {
        return new Result(
                "planted",
                1,
                new Trial(strategy, "publish", step, victim, fault, Long.MAX_VALUE),
                true,
                1,
                new Answers(10, 7, 2, 1),
                Map.of(),
                List.of(),
                COSTS,
                null,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                List.of(
                        new Moment(0.5, Moment.REQUEST, "acknowledged"),
                        new Moment(1, Moment.PREPARED, "database branch"),
                        new Moment(1.5, Moment.FAULT, fault + " of " + victim),
                        new Moment(2, Moment.REQUEST, "failed: 503"),
                        new Moment(11.25, Moment.RECOVERED, "database branch"),
                        new Moment(14, Moment.QUIET, "nothing is on its way")),
                "2 processors",
                Map.of("java", "17.0.1"));
    }

    private static Result ofRun(int run, Result as) {
        return copy(as, run, as.anomalies(), as.predicted(), as.timeline(), Fate.of(as));
    }

    static Result found(Result as, Map<String, List<String>> anomalies, List<String> predicted) {
        return copy(as, as.run(), anomalies, predicted, as.timeline(), Fate.of(as));
    }

    static Result at(Result as, List<Moment> timeline) {
        return copy(as, as.run(), as.anomalies(), as.predicted(), timeline, Fate.of(as));
    }

    static Result problem(Result as, String problem) {
        Fate failed = new Fate(false, 0, Costs.UNKNOWN, problem);
        return copy(as, as.run(), as.anomalies(), as.predicted(), as.timeline(), failed);
    }

    /** How the run itself went. */
    private record Fate(boolean fired, int faults, Costs costs, String problem) {
        static Fate of(Result result) {
            return new Fate(result.fired(), result.faults(), result.costs(), result.problem());
        }
    }

    private static Result copy(
            Result as,
            int run,
            Map<String, List<String>> anomalies,
            List<String> predicted,
            List<Moment> timeline,
            Fate fate) {
        return new Result(
                as.campaign(),
                run,
                as.trial(),
                fate.fired(),
                fate.faults(),
                as.answers(),
                anomalies,
                predicted,
                fate.costs(),
                fate.problem(),
                as.startedAt(),
                timeline,
                as.machine(),
                as.versions());
    }
}
