package dev.lockstep.lab.report;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The results of a campaign in Markdown, to be read where they are committed. */
public final class MarkdownReport {
    private static final String DIFFERS = " (!)";

    private final Results results;

    public MarkdownReport(Results results) {
        this.results = results;
    }

    public String text() {
        return Stream.of(
                        heading(),
                        matrix(),
                        costs(),
                        failovers(),
                        list("Other than theory predicts", Result.SOMETHING_ELSE),
                        list("Failed runs", Result.FAILED_RUN))
                .filter(section -> !section.isEmpty())
                .collect(joining("\n\n", "", "\n"));
    }

    private String failovers() {
        List<List<String>> rows = FailoverLosses.rows(results);
        if (rows.isEmpty()) {
            return "";
        }
        Table table =
                new Table("fault", "strategy", "scenario", "acknowledged", "lost", "raw data");
        rows.forEach(row -> table.row(row.toArray()));
        return """
               ## What a failover took with it

               Events that were acknowledged, and of these or of the dead letters those that are lost.

               """
                + table.markdown();
    }

    private String heading() {
        String facts =
                results.facts()
                        .map(fact -> "- %s: %s".formatted(fact.getKey(), fact.getValue()))
                        .collect(joining("\n"));
        String versions =
                results.versions().entrySet().stream()
                        .map(version -> escape(version.getKey() + " " + version.getValue()))
                        .collect(joining(", "));
        return """
               # Campaign %s

               Machine: %s. Date: %s. Versions: %s.
               Raw data: [%s](%s), one trial a line.%s

               %s"""
                .formatted(
                        escape(results.campaign()),
                        escape(results.machine()),
                        results.dates(),
                        versions,
                        escape(results.source()),
                        results.source(),
                        results.torn()
                                ? " Its last line is torn and left out: one run is lost."
                                : "",
                        facts);
    }

    private String matrix() {
        Matrix matrix = Matrix.of(results);
        List<String> headings = new ArrayList<>(List.of("strategy", "scenario", "step"));
        matrix.columns()
                .forEach(column -> headings.add(escape(column.victim() + " " + column.fault())));
        Table table = new Table(headings.toArray(String[]::new));
        for (Matrix.Row row : matrix.rows()) {
            List<String> cells = new ArrayList<>();
            Stream.of(row.strategy(), row.scenario(), row.step())
                    .forEach(name -> cells.add(escape(name)));
            for (Matrix.Column column : matrix.columns()) {
                Cell cell = matrix.cell(row, column);
                cells.add(escape(cell.words()) + (cell.differs() ? DIFFERS : ""));
            }
            table.row(cells.toArray());
        }
        return """
               ## What was found where

               Kinds of anomaly by strategy and step, and by victim and fault; empty where nothing was run.
               A cell with (!) shows something else than theory predicts: its runs are listed below.

               """
                + table.markdown();
    }

    private String costs() {
        Table table = new Table(CostSummary.headings().toArray(String[]::new));
        CostSummary.rows(results)
                .forEach(row -> table.row(row.stream().map(MarkdownReport::escape).toArray()));
        return """
               ## What it cost

               Median / maximum over the runs that did not fail; a dash where it was not measured.

               """
                + table.markdown();
    }

    private String list(String heading, String verdict) {
        List<Results.Line> lines = results.with(verdict);
        return "## %s\n\n".formatted(heading)
                + (lines.isEmpty()
                        ? "None."
                        : lines.stream().map(this::item).collect(joining("\n")));
    }

    private String item(Results.Line line) {
        return "- [line %d](%s), %s: %s"
                .formatted(
                        line.number(),
                        results.place(line),
                        escape(line.result().trial().toString()),
                        escape(line.result().words()));
    }

    /** Underscores stay: steps are full of them, and inside a word they mean nothing. */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("[\\\\`*\\[\\]|]", "\\\\$0")
                .replaceAll("\\s+", " ");
    }
}
