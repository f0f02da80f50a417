package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Anomaly;
import java.util.List;

/**
 * The matrix in colours. It is a table, not a drawing: it can be read aloud, searched and moved
 * sideways on a phone, and every colour has its letter beside it.
 */
final class MatrixPicture {
    private final Matrix matrix;
    private final List<Anomaly> kinds;

    MatrixPicture(Results results) {
        this.matrix = Matrix.of(results);
        this.kinds = results.kinds();
    }

    Element legend() {
        Element legend = Element.of("ul").with("class", "legend");
        for (Anomaly anomaly : kinds) {
            legend.add(
                    entry(
                            chip(anomaly.kind(), String.valueOf(anomaly.letter())),
                            anomaly.kind() + ": " + anomaly.meaning()));
        }
        return legend.add(
                entry(chip("none", "·"), "none"),
                entry(chip("failed", "×"), "failed run: it says nothing of the strategy"),
                entry(chip("none differs", "·"), "something else than theory predicts"));
    }

    Element table() {
        Element table = Element.of("table").with("class", "matrix");
        matrix.groups().forEach((name, rows) -> table.add(group(name, rows)));
        return table;
    }

    /** Under headings of its own, since those of the first are far away. */
    private Element group(String name, List<Matrix.Row> rows) {
        Element headings = Element.of("tr").with("class", "group").add(heading(name, "rowgroup"));
        for (Matrix.Column column : matrix.columns()) {
            headings.add(
                    Element.of("th")
                            .with("scope", "col")
                            .add(
                                    Element.of("span", column.victim()),
                                    Element.of("span", " " + column.fault())));
        }
        Element group = Element.of("tbody").add(headings);
        for (Matrix.Row row : rows) {
            Element cells = Element.of("tr").add(heading(row.step(), "row"));
            matrix.columns().forEach(column -> cells.add(cell(matrix.cell(row, column))));
            group.add(cells);
        }
        return group;
    }

    private static Element cell(Cell cell) {
        Element chips = Element.of("td");
        if (cell.lines().isEmpty()) {
            return chips;
        }
        if (cell.isNotApplicable()) {
            return chips.with("title", cell.lines().get(0).result().words())
                    .add(Element.of("span", cell.words()).with("class", "note"));
        }
        String differs = cell.differs() ? " differs" : "";
        if (cell.failed() > 0) {
            chips.add(chip("failed" + differs, "×" + count(cell, cell.failed())));
        }
        cell.kinds()
                .forEach(
                        (kind, count) ->
                                chips.add(
                                        chip(
                                                style(kind) + differs,
                                                letter(kind) + count(cell, count))));
        if (cell.failed() == 0 && cell.kinds().isEmpty()) {
            chips.add(chip("none" + differs, "·"));
        }
        return chips.with(
                        "title",
                        "%s; theory predicts %s; line %s"
                                .formatted(cell.words(), cell.predicted(), cell.lineNumbers()))
                .add(Element.of("span", cell.words()).with("class", "aloud"));
    }

    private static String count(Cell cell, long count) {
        return cell.lines().size() == 1 ? "" : String.valueOf(count);
    }

    private static String letter(String kind) {
        return Anomaly.of(kind).map(anomaly -> String.valueOf(anomaly.letter())).orElse("?");
    }

    private static String style(String kind) {
        return Anomaly.of(kind).map(Anomaly::kind).orElse("other");
    }

    private static Element chip(String style, String letter) {
        return Element.of("span", letter)
                .with("class", "chip " + style)
                .with("aria-hidden", "true");
    }

    private static Element entry(Element chip, String meaning) {
        return Element.of("li").add(chip).text(" " + meaning);
    }

    private static Element heading(String name, String scope) {
        return Element.of("th", name).with("scope", scope);
    }
}
