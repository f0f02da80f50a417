package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was measured once is read for as long as it is kept, and says what it said. */
class CommittedResultsTest {
    @ParameterizedTest
    @ValueSource(strings = {"full", "running", "soak"})
    void areReadAndReportedAsTheyWere(String campaign) throws IOException {
        Path folder = Path.of("docs", "results", campaign);

        Results results = new ResultFile(folder.resolve("results.jsonl")).read();

        assertThat(new MarkdownReport(results).text())
                .isEqualTo(Files.readString(folder.resolve("report.md")));
        assertThat(content(new HtmlReport(results).text()))
                .isEqualTo(content(Files.readString(folder.resolve("report.html"))));
    }

    /** How a page looks may have changed since. */
    private static String content(String page) {
        return page.substring(page.indexOf("</style>"));
    }
}
