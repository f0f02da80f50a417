package dev.lockstep.docs;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.lab.report.Results;
import dev.lockstep.lab.report.Table;
import java.util.List;

/** How much the committed campaigns have done. */
final class CampaignsTable {
    static final List<String> CAMPAIGNS = List.of("full", "soak", "running");

    private CampaignsTable() {}

    static String text() {
        Table table = new Table("campaign", "runs", "faults dealt", "trials", "of them failed");
        CAMPAIGNS.forEach(name -> row(table, name));
        return table.markdown();
    }

    private static void row(Table table, String name) {
        Results results =
                new ResultFile(Measured.DOCS.resolve("results/%s/results.jsonl".formatted(name)))
                        .read();
        table.row(
                "[%s](results/%1$s/report.md)".formatted(name),
                results.all().stream().map(Result::run).distinct().count(),
                results.faults(),
                results.all().size(),
                results.with(Result.FAILED_RUN).size());
    }
}
