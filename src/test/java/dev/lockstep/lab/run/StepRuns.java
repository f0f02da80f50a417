package dev.lockstep.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.Result;
import dev.lockstep.support.Lockstep;
import java.util.List;
import java.util.Map;

/** Runs of the lab, by a test. */
final class StepRuns {
    private StepRuns() {}

    /** What a publish and a drain came to, each as theory predicts. */
    static List<Result> asPredicted(Lockstep lockstep, String campaign, StepRun run) {
        try (Bench bench = Bench.of(lockstep.stack())) {
            List<Result> results =
                    new Runner(bench).run(run).results(campaign, 1, "here", Map.of());
            assertThat(results)
                    .hasSize(2)
                    .allSatisfy(
                            result ->
                                    assertThat(result.verdict())
                                            .as(result + "")
                                            .isEqualTo(Result.AS_PREDICTED));
            return results;
        }
    }
}
