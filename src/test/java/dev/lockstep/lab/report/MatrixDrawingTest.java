package dev.lockstep.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing is well-formed, stands alone, and shows just what was planted. */
class MatrixDrawingTest {
    private static final String FOUR = new MatrixDrawing(PlantedResults.FOUR).text();

    @Test
    void whatWasFoundHasItsLetterAndAFailedRunItsCross() throws Exception {
        List<String> letters = texts("//text[@text-anchor='middle']");
        List<String> legend = List.of("L", "P", "O", "D", "U", "E", "S", "×");

        assertThat(letters).endsWith(legend.toArray(String[]::new));
        assertThat(letters.subList(0, letters.size() - legend.size()))
                .containsExactlyInAnyOrder("O", "L", "×");
    }

    @Test
    void whatTheoryDoesNotPredictHasARing() throws Exception {
        assertThat(texts("//rect[@fill='none']")).hasSize(1);
    }

    @Test
    void aDrawingNeedsNothingFromElsewhere() {
        assertThat(FOUR).doesNotContain("href", "<script", "<style");
    }

    private static List<String> texts(String path) throws Exception {
        Document drawing =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(FOUR)));
        NodeList found =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(path, drawing, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(node -> node.getTextContent())
                .toList();
    }
}
