package dev.lockstep.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The results of a campaign as one page with pictures, which needs nothing from anywhere else. It
 * is well-formed XML too, so that a test can read it.
 */
public final class HtmlReport {
    private final Results results;

    public HtmlReport(Results results) {
        this.results = results;
    }

    public String text() {
        String title = "Fault campaign " + results.campaign();
        Element head =
                Element.of("head")
                        .add(
                                Element.of("meta").with("charset", "utf-8"),
                                Element.of("meta")
                                        .with("name", "viewport")
                                        .with("content", "width=device-width, initial-scale=1"),
                                Element.of("meta")
                                        .with("name", "color-scheme")
                                        .with("content", "light dark"),
                                Element.of("title", title),
                                Element.of("style", style()));
        Element main =
                Element.of("main")
                        .add(header(title), matrix(), recovery(), costs(), timelines())
                        .add(
                                list("Other than theory predicts", Result.SOMETHING_ELSE),
                                list("Failed runs", Result.FAILED_RUN));
        return "<!DOCTYPE html>\n"
                + Element.of("html")
                        .with("xmlns", "http://www.w3.org/1999/xhtml")
                        .with("lang", "en")
                        .add(head, Element.of("body").add(main))
                + "\n";
    }

    private Element header(String title) {
        Element counts = Element.of("dl").with("class", "counts");
        results.facts()
                .forEach(
                        fact ->
                                counts.add(
                                        Element.of("div")
                                                .add(
                                                        Element.of("dt", fact.getKey()),
                                                        Element.of("dd", fact.getValue()))));
        String versions =
                results.versions().entrySet().stream()
                        .map(version -> version.getKey() + " " + version.getValue())
                        .collect(Collectors.joining(", "));
        return Element.of("header")
                .add(
                        Element.of("h1", title),
                        counts,
                        note("%s. %s. %s.".formatted(results.dates(), results.machine(), versions)),
                        Element.of("p")
                                .with("class", "note")
                                .text("Raw data: ")
                                .add(
                                        Element.of("a", results.source())
                                                .with("href", results.source()))
                                .text(", one trial a line.")
                                .text(
                                        results.torn()
                                                ? " Its last line is torn and left out: one run is"
                                                        + " lost."
                                                : ""));
    }

    private Element matrix() {
        return section(
                "What was found where",
                "Each cell is a strategy's step under a fault. A letter is a kind of anomaly; a"
                        + " number beside it tells in how many of several runs it occurred. A ring"
                        + " marks what theory does not predict.",
                new MatrixPicture(results).legend(),
                wide("What was found where", new MatrixPicture(results).table()));
    }

    private Element recovery() {
        Element pictures = Element.of("div").with("class", "pictures");
        for (Measure measure : List.of(Measure.SETTLED, Measure.IN_DOUBT, Measure.FIRST_SUCCESS)) {
            pictures.add(new SpreadPicture(results, measure).figure());
        }
        return section(
                "How long repair took",
                "A dot is a run; the box holds the middle half of them, the line in it is the"
                        + " median. Failed runs are left out.",
                pictures);
    }

    private Element costs() {
        Element head = Element.of("tr");
        CostSummary.headings()
                .forEach(name -> head.add(Element.of("th", name).with("scope", "col")));
        Element body = Element.of("tbody");
        for (List<String> row : CostSummary.rows(results)) {
            Element cells = Element.of("tr");
            cells.add(Element.of("th", row.get(0)).with("scope", "row"));
            row.subList(1, row.size()).forEach(cell -> cells.add(Element.of("td", cell)));
            body.add(cells);
        }
        Element table =
                Element.of("table")
                        .with("class", "figures")
                        .add(Element.of("thead").add(head), body);
        return section(
                "What it cost",
                "Median / maximum over the runs that did not fail; a dash where it was not"
                        + " measured.",
                wide("What it cost", table));
    }

    private Element timelines() {
        List<Element> figures = new ArrayList<>();
        ChosenRuns.of(results)
                .forEach(line -> figures.add(new TimelinePicture(line).figure(link(line))));
        return section(
                "What happened when",
                "Of each strategy the run that took longest to settle, then runs that show"
                        + " something else than theory predicts. A tick up is a request"
                        + " acknowledged, a tick down one that failed; a short one across the line"
                        + " is unknown. A bar is a branch in doubt, from prepared to recovered; a"
                        + " circle is a recovery.",
                Element.of("div").with("class", "timelines").add(figures));
    }

    private Element list(String heading, String verdict) {
        List<Results.Line> lines = results.with(verdict);
        if (lines.isEmpty()) {
            return section(heading, "None.");
        }
        Element list = Element.of("ul");
        for (Results.Line line : lines) {
            list.add(
                    Element.of("li")
                            .add(link(line))
                            .text(
                                    ", %s: %s"
                                            .formatted(
                                                    line.result().trial(), line.result().words())));
        }
        return Element.of("section").add(Element.of("h2", heading), list);
    }

    private Element link(Results.Line line) {
        return Element.of("a", "line " + line.number()).with("href", results.place(line));
    }

    private static Element section(String heading, String note, Element... content) {
        return Element.of("section").add(Element.of("h2", heading), note(note)).add(content);
    }

    private static Element note(String text) {
        return Element.of("p", text).with("class", "note");
    }

    /** What is wider than a phone is moved by itself, with keys too. */
    private static Element wide(String label, Element content) {
        return Element.of("div")
                .with("class", "wide")
                .with("role", "region")
                .with("tabindex", 0)
                .with("aria-label", label)
                .add(content);
    }

    private static String style() {
        try (InputStream style = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(style.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The report's style cannot be read", e);
        }
    }
}
