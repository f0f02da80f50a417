package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.words.Moment;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The page is well-formed, needs nothing from elsewhere, and shows just what was planted. */
class HtmlReportTest {
    private static final String FOUR = new HtmlReport(PlantedResults.FOUR).text();

    @Test
    void eachCellHasTheLetterOfWhatWasFoundThere() throws Exception {
        assertThat(cells(FOUR, "xa publish")).containsExactly("·none", "", "×FAILED RUN", "");
        assertThat(cells(FOUR, "dual-write publish")).containsExactly("Oorphan", "Llost");
        assertThat(texts(FOUR, "//td/span[contains(@class,'differs')]")).containsExactly("L");
    }

    @Test
    void severalRunsInACellAreCounted() throws Exception {
        Result clean = PlantedResults.result("saga", "decide", "server", "kill");
        Result both =
                PlantedResults.found(
                        clean,
                        Map.of("orphan", List.of("e"), "unheard of", List.of("f")),
                        List.of("orphan", "unheard of"));

        assertThat(cells(text(clean, both, both), "saga publish"))
                .containsExactly("O2?2orphan 2 of 3, unheard of 2 of 3");
    }

    @Test
    void theCountsAreThose() throws Exception {
        assertThat(texts(FOUR, "//dl/div"))
                .containsExactly(
                        "trials4",
                        "runs3",
                        "fired3",
                        "failed1",
                        "faults dealt2",
                        "as predicted2",
                        "something else1");
    }

    @Test
    void everyPictureSaysInWordsWhatItShows() throws Exception {
        Document page = parse(FOUR);

        assertThat(number(page, "count(//svg)")).isEqualTo(3 + 3);
        assertThat(number(page, "count(//svg[@role='img'][title != ''][desc != ''])")).isEqualTo(6);
        assertThat(number(page, "count(//svg[@aria-labelledby=concat(title/@id,' ',desc/@id)])"))
                .isEqualTo(6);
    }

    @Test
    void aTimelineHasItsRequestsItsFaultAndItsBranches() throws Exception {
        Document page = parse(text(PlantedResults.FOUR.all().get(0)));
        String run = "//svg[title[@id='run-1-title']]";

        assertThat(number(page, "count(" + run + "/line[@class='request acknowledged'])"))
                .isEqualTo(1);
        assertThat(number(page, "count(" + run + "/line[@class='request failed'])")).isEqualTo(1);
        assertThat(number(page, "count(" + run + "/line[@class='fault'])")).isEqualTo(1);
        assertThat(number(page, "count(" + run + "/rect[@class='bar'])")).isEqualTo(1);
        assertThat(text(page, run + "/text[@class='label']"))
                .isEqualTo("database branch, 10.3 s in doubt");
        // From 1 s to 11.25 s, of 14 s.
        assertThat(text(page, run + "/rect/@x")).isEqualTo("7.14%");
        assertThat(text(page, run + "/rect/@width")).isEqualTo("73.21%");
    }

    @Test
    void aBranchThatIsNotRecoveredStaysOpen() throws Exception {
        List<Moment> moments =
                List.of(new Moment(1, Moment.PREPARED, "a"), new Moment(3, Moment.RECOVERED, "b"));

        assertThat(Bar.of(moments, 5)).containsExactly(new Bar("a", 1, 5, true));
    }

    @Test
    void aThousandRequestsInAMomentAreOneTick() throws Exception {
        Result result = PlantedResults.FOUR.all().get(0);
        List<Moment> many =
                IntStream.range(0, 1000)
                        .mapToObj(i -> new Moment(1 + i / 1e9, Moment.REQUEST, "acknowledged"))
                        .toList();

        Element picture =
                new TimelinePicture(new Results.Line(1, PlantedResults.at(result, many)))
                        .figure(Element.of("a"));

        assertThat(picture.toString()).containsOnlyOnce("request acknowledged");
    }

    @Test
    void nothingIsFetchedFromAnywhere() throws Exception {
        Document page = parse(FOUR);

        assertThat(number(page, "count(//script | //link | //img | //iframe | //object)")).isZero();
        assertThat(number(page, "count(//@src)")).isZero();
        assertThat(texts(FOUR, "//a/@href")).allMatch(href -> href.startsWith("runs.jsonl"));
        assertThat(text(page, "//style")).doesNotContain("url(", "@import", "&", "<", "\"", "'");
        assertThat(FOUR.replaceAll("xmlns=\"[^\"]*\"", "")).doesNotContain("http:", "https:");
    }

    @Test
    void nothingInARunBecomesMarkup() throws Exception {
        String odd = "</style><script>\"'&amp;]]>\u0000\u0008\ufffe\ud800é";
        Result result = PlantedResults.problem(PlantedResults.result(odd, odd, odd, odd), odd);

        String page = text(result, PlantedResults.result(odd, odd, odd, odd));

        assertThat(number(parse(page), "count(//script)")).isZero();
        assertThat(text(parse(page), "//tr[@class='group']/th"))
                .isEqualTo("</style><script>\"'&amp;]]>\ufffd\ufffd\ufffd\ufffdé publish");
    }

    @Test
    void aCampaignWithoutRunsIsAPageToo() throws Exception {
        String page = new HtmlReport(new Results("runs.jsonl", List.of(), true)).text();

        assertThat(text(parse(page), "//header")).contains("Its last line is torn");
    }

    private static String text(Result... results) {
        return new HtmlReport(new Results("runs.jsonl", List.of(results), false)).text();
    }

    private static List<String> cells(String page, String group) throws Exception {
        return texts(page, "//tbody[tr[@class='group']/th='%s']//td".formatted(group));
    }

    private static List<String> texts(String page, String path) throws Exception {
        Document document = parse(page);
        int count = (int) number(document, "count(" + path + ")");
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> text(document, "(%s)[%d]".formatted(path, i)))
                .toList();
    }

    private static double number(Document page, String path) {
        return Double.parseDouble(text(page, path));
    }

    private static String text(Document page, String path) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(path, page);
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** By the JDK's parser, without name spaces: paths are short then. */
    private static Document parse(String page)
            throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
    }
}
