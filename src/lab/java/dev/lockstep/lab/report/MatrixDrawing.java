package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Anomaly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The matrix as one SVG that a README can show: publish at the left, drain at the right. It paints
 * its own ground, since an image does not know whether the page around it is light or dark.
 */
public final class MatrixDrawing {
    private static final int CELL = 20;
    private static final int NAME = 196;
    private static final int HEAD = 144;
    private static final int GAP = 28;
    private static final int MARGIN = 16;
    private static final int LEGEND = 20;

    private static final Map<String, String> COLOURS =
            Map.of(
                    "lost", "#d55e00",
                    "phantom", "#cc79a7",
                    "orphan", "#e69f00",
                    "duplicate", "#56b4e9",
                    "undead", "#009e73",
                    "premature", "#f0e442",
                    "stuck", "#7fb2ff",
                    "torn", "#b39ddb",
                    "failed", "#9a9fa5");

    private final Matrix matrix;
    private final List<Matrix.Column> columns;
    private final List<Anomaly> kinds;
    private final Element svg = Element.of("svg");

    public MatrixDrawing(Results results) {
        this.matrix = Matrix.of(results);
        this.columns = matrix.columns();
        this.kinds = results.kinds();
        String title =
                "What each fault left, by strategy and step: campaign %s, %d trials"
                        .formatted(results.campaign(), results.all().size());
        svg.add(Element.of("title", title));
    }

    public String text() {
        Element shapes = Element.of("g");
        heads(shapes);
        int y = MARGIN + HEAD;
        for (Map.Entry<String, List<List<Matrix.Row>>> strategy : strategies().entrySet()) {
            y += CELL + 4;
            shapes.add(text(MARGIN, y - 6, strategy.getKey()).with("font-weight", "bold"));
            int rows = 0;
            for (int side = 0; side < strategy.getValue().size(); side++) {
                List<Matrix.Row> steps = strategy.getValue().get(side);
                for (int i = 0; i < steps.size(); i++) {
                    row(shapes, steps.get(i), left(side), y + i * CELL);
                }
                rows = Math.max(rows, steps.size());
            }
            y += rows * CELL;
        }
        int height = legend(shapes, y + 12) + MARGIN;
        return frame(shapes, height) + "\n";
    }

    private Element frame(Element shapes, int height) {
        int width = left(1) + NAME + columns.size() * CELL + MARGIN;
        return svg.with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 %d %d".formatted(width, height))
                .with("width", width)
                .with("height", height)
                .with("font-family", "system-ui, 'DejaVu Sans', sans-serif")
                .with("font-size", 12)
                .with("fill", "#1b1f24")
                .with("role", "img")
                .add(
                        rect(0.5, 0.5, width - 1, height - 1, "#ffffff")
                                .with("stroke", "#d0d7de")
                                .with("rx", 8))
                .add(shapes);
    }

    /** Of each strategy the steps of its scenarios, in the order in which they first ran. */
    private Map<String, List<List<Matrix.Row>>> strategies() {
        Map<String, List<List<Matrix.Row>>> strategies = new LinkedHashMap<>();
        matrix.groups()
                .values()
                .forEach(
                        rows ->
                                strategies
                                        .computeIfAbsent(
                                                rows.get(0).strategy(), any -> new ArrayList<>())
                                        .add(rows));
        return strategies;
    }

    private int left(int side) {
        return MARGIN + side * (NAME + columns.size() * CELL + GAP);
    }

    private void heads(Element shapes) {
        List<String> scenarios =
                matrix.rows().stream().map(Matrix.Row::scenario).distinct().toList();
        for (int side = 0; side < scenarios.size(); side++) {
            shapes.add(
                    text(left(side), MARGIN + HEAD - 4, scenarios.get(side))
                            .with("font-size", 16)
                            .with("font-weight", "bold"));
            for (int i = 0; i < columns.size(); i++) {
                String words = columns.get(i).victim() + " " + columns.get(i).fault();
                int x = left(side) + NAME + i * CELL + CELL / 2 + 4;
                shapes.add(
                        text(x, MARGIN + HEAD - 4, words)
                                .with(
                                        "transform",
                                        "rotate(-90 %d %d)".formatted(x, MARGIN + HEAD - 4)));
            }
        }
    }

    private void row(Element shapes, Matrix.Row row, int x, int y) {
        shapes.add(
                text(x + NAME - 8, y + CELL - 6, row.step())
                        .with("text-anchor", "end")
                        .with("fill", "#57606a"));
        for (int i = 0; i < columns.size(); i++) {
            cell(shapes, matrix.cell(row, columns.get(i)), x + NAME + i * CELL, y);
        }
    }

    /** Several kinds share the cell; what is nowhere to be run, or cannot be, is left white. */
    private static void cell(Element shapes, Cell cell, int x, int y) {
        if (cell.lines().isEmpty()) {
            return;
        }
        if (cell.isNotApplicable()) {
            shapes.add(text(x + CELL / 2.0, y + CELL - 6, "–").with("text-anchor", "middle"));
            return;
        }
        List<String> kinds = new ArrayList<>(cell.kinds().keySet());
        if (cell.failed() > 0) {
            kinds.add("failed");
        }
        if (kinds.isEmpty()) {
            shapes.add(chip(x, y, CELL, "#e9edf1", ""));
        }
        double width = (double) CELL / Math.max(1, kinds.size());
        for (int i = 0; i < kinds.size(); i++) {
            shapes.add(chip(x + i * width, y, width, colour(kinds.get(i)), letter(kinds.get(i))));
        }
        if (cell.differs()) {
            shapes.add(rect(x + 1, y + 1, CELL - 2, CELL - 2, "none").with("stroke", "#c2185b"));
        }
    }

    private int legend(Element shapes, int y) {
        List<String> entries = new ArrayList<>(kinds.stream().map(Anomaly::kind).toList());
        entries.add("failed");
        int half = (entries.size() + 2) / 2;
        for (int i = 0; i < entries.size(); i++) {
            String kind = entries.get(i);
            int x = left(i / half);
            int line = y + i % half * LEGEND;
            shapes.add(chip(x, line, CELL, colour(kind), letter(kind)))
                    .add(text(x + CELL + 8, line + CELL - 6, meaning(kind)));
        }
        int x = left(1);
        int line = y + entries.size() % half * LEGEND;
        shapes.add(chip(x, line, CELL, "#e9edf1", ""))
                .add(
                        text(
                                x + CELL + 8,
                                line + CELL - 6,
                                "none of these; white: not run; framed: not what theory predicts"));
        return y + half * LEGEND;
    }

    private static String meaning(String kind) {
        return Anomaly.of(kind)
                .map(anomaly -> kind + ": " + anomaly.meaning())
                .orElse("the run itself failed: it says nothing of the strategy");
    }

    private static String letter(String kind) {
        return Anomaly.of(kind).map(anomaly -> String.valueOf(anomaly.letter())).orElse("×");
    }

    private static String colour(String kind) {
        return COLOURS.getOrDefault(kind, "#bbbbbb");
    }

    private static Element chip(double x, double y, double width, String colour, String letter) {
        Element chip = Element.of("g").add(rect(x + 1, y + 1, width - 2, CELL - 2, colour));
        return letter.isEmpty()
                ? chip
                : chip.add(
                        text(x + width / 2, y + CELL - 6, letter)
                                .with("text-anchor", "middle")
                                .with("font-size", width < CELL ? 8 : 12)
                                .with("font-weight", "bold"));
    }

    private static Element rect(double x, double y, double width, double height, String fill) {
        return Svg.rect(number(x), y, number(width), height).with("rx", 3).with("fill", fill);
    }

    private static Element text(double x, double y, String words) {
        return Svg.text(number(x), y, words);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
