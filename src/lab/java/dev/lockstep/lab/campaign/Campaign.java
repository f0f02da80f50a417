package dev.lockstep.lab.campaign;

import dev.lockstep.lab.report.HtmlReport;
import dev.lockstep.lab.report.Machine;
import dev.lockstep.lab.report.MarkdownReport;
import dev.lockstep.lab.report.MatrixDrawing;
import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.lab.report.Results;
import dev.lockstep.lab.run.Bench;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.Runner;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs what is planned and keeps what was found, each result before the next run begins. What was
 * found before is kept too, and not asked again: so an interrupted campaign goes on where it was.
 */
final class Campaign {
    private final String name;
    private final Path folder;
    private final Say say;
    private final ResultFile file;

    Campaign(String name, Path folder, Say say) {
        this.name = name;
        this.folder = folder;
        this.say = say;
        this.file = new ResultFile(folder.resolve("results.jsonl"));
    }

    /** Whether every run succeeded as a run. */
    boolean run(Plan plan, Bench bench) throws IOException {
        Results before = file.read();
        Set<Trial> done = new HashSet<>(before.trials());
        int number = before.lastRun();
        Progress progress = new Progress(say);
        Runner runner = new Runner(bench);
        for (Optional<Run> next = plan.next(done); next.isPresent(); next = plan.next(done)) {
            Run run = next.get();
            progress.begins(run);
            number++;
            List<Result> found =
                    runner.run(run).results(name, number, Machine.here(), Versions.here());
            for (Result result : found) {
                if (done.add(result.trial())) {
                    file.append(result);
                }
            }
            progress.done(found, plan.left(done));
            if (found.stream().anyMatch(result -> result.is(Result.FAILED_RUN))) {
                bench.keepLogs("%s-%d".formatted(name, number))
                        .ifPresent(kept -> say.line("    its logs: " + kept));
            }
        }
        return report();
    }

    private boolean report() throws IOException {
        Results results = file.read();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.md"), new MarkdownReport(results).text());
        Files.writeString(folder.resolve("matrix.svg"), new MatrixDrawing(results).text());
        Files.writeString(folder.resolve("report.html"), new HtmlReport(results).text());
        int failed = results.with(Result.FAILED_RUN).size();
        say.line(
                "%d trials: %d failed as runs, %d found something else than theory predicts. %s"
                        .formatted(
                                results.all().size(),
                                failed,
                                results.with(Result.SOMETHING_ELSE).size(),
                                folder.resolve("report.html")));
        return failed == 0;
    }
}
