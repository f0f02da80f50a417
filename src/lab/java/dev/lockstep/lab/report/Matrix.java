package dev.lockstep.lab.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.words.Victim;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All runs by where the fault came and what it was. Rows are in the order in which they first ran,
 * kept together by strategy and scenario; columns go from server to broker and from kill to cut.
 */
record Matrix(List<Row> rows, List<Column> columns, Map<Row, Map<Column, Cell>> cells) {
    private static final List<String> VICTIMS =
            Stream.of(Victim.values()).map(Victim::word).toList();
    private static final List<String> FAULTS = Stream.of(Fault.values()).map(Fault::word).toList();

    record Row(String strategy, String scenario, String step) {
        static Row of(Results.Line line) {
            Trial trial = line.result().trial();
            return new Row(trial.strategy(), trial.scenario(), trial.step());
        }
    }

    record Column(String victim, String fault) {
        static Column of(Results.Line line) {
            Trial trial = line.result().trial();
            return new Column(trial.victim(), trial.fault());
        }
    }

    static Matrix of(Results results) {
        return new Matrix(rows(results), columns(results), cells(results));
    }

    /** The rows of each strategy and scenario, under the names of both. */
    Map<String, List<Row>> groups() {
        return rows.stream()
                .collect(
                        groupingBy(
                                row -> row.strategy() + " " + row.scenario(),
                                LinkedHashMap::new,
                                toList()));
    }

    /** Never null: a cell in which nothing ran has no lines. */
    Cell cell(Row row, Column column) {
        return cells.get(row).getOrDefault(column, new Cell(List.of()));
    }

    private static List<Row> rows(Results results) {
        return results.lines().stream()
                .map(Row::of)
                .distinct()
                .collect(
                        groupingBy(
                                Row::strategy,
                                LinkedHashMap::new,
                                groupingBy(Row::scenario, LinkedHashMap::new, toList())))
                .values()
                .stream()
                .flatMap(scenarios -> scenarios.values().stream())
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<Column> columns(Results results) {
        return results.lines().stream()
                .map(Column::of)
                .distinct()
                .sorted(
                        Comparator.<Column>comparingInt(column -> place(VICTIMS, column.victim()))
                                .thenComparing(Column::victim)
                                .thenComparingInt(column -> place(FAULTS, column.fault()))
                                .thenComparing(Column::fault))
                .toList();
    }

    private static Map<Row, Map<Column, Cell>> cells(Results results) {
        Map<Row, Map<Column, Cell>> cells = new LinkedHashMap<>();
        results.lines().stream()
                .collect(groupingBy(Row::of, groupingBy(Column::of)))
                .forEach(
                        (row, columns) ->
                                columns.forEach(
                                        (column, lines) ->
                                                cells.computeIfAbsent(
                                                                row, any -> new LinkedHashMap<>())
                                                        .put(column, new Cell(lines))));
        return cells;
    }

    /** What is not in the list comes after it. */
    private static int place(List<String> order, String name) {
        return order.contains(name) ? order.indexOf(name) : order.size();
    }
}
