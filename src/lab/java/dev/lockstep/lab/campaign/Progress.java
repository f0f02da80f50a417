package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.words.Say;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells how far a campaign is, and how long it will still take at the speed so far. */
final class Progress {
    private final Say say;
    private final Instant start = Instant.now();
    private int done;

    Progress(Say say) {
        this.say = say;
    }

    void begins(Run run) {
        run.trials().forEach(trial -> say.line(trial.toString()));
    }

    void done(List<Result> results, Plan.Left left) {
        done++;
        results.forEach(
                result ->
                        say.line("    %s: %s".formatted(result.trial().scenario(), words(result))));
        say.line("    " + words(left));
    }

    private String words(Plan.Left left) {
        Duration each = Duration.between(start, Instant.now()).dividedBy(done);
        return left.runs()
                .map(
                        runs ->
                                "%d runs left, %d min"
                                        .formatted(runs, each.multipliedBy(runs).toMinutes()))
                .orElseGet(() -> "%d min left".formatted(left.time().orElseThrow().toMinutes()));
    }

    private static String words(Result result) {
        if (result.is(Result.FAILED_RUN)) {
            return "FAILED RUN: " + result.problem();
        }
        if (result.is(Result.NOT_APPLICABLE)) {
            return result.problem();
        }
        String found = result.found().isEmpty() ? "none" : String.join(", ", result.found());
        return "%s (%s), settled in %.1f s"
                .formatted(found, result.verdict(), result.costs().settledSeconds());
    }
}
