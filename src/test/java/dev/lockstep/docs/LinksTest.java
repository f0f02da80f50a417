package dev.lockstep.docs;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.stack.Layout;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents point at is there, and a figure that points at a line of measured results is
 * in that line.
 */
class LinksTest {
    private static final Path PROJECT = Layout.of("docs").project();
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)");
    private static final Pattern LINE = Pattern.compile("(.+\\.jsonl)#L(\\d+)");
    private static final Pattern FIGURE = Pattern.compile("\\d+(\\.\\d+)?");

    record Link(Path document, String text, String address) {
        Path file() {
            String file = address.replaceFirst("#.*", "");
            return file.isEmpty() ? document : document.resolveSibling(file);
        }

        String section() {
            return address.replaceFirst(".*#", "");
        }

        @Override
        public String toString() {
            return "%s: [%s](%s)".formatted(PROJECT.relativize(document), text, address);
        }
    }

    static List<Link> links() throws IOException {
        return documents().flatMap(LinksTest::links).collect(toList());
    }

    static List<Link> figures() throws IOException {
        return links().stream().filter(link -> LINE.matcher(link.address()).matches()).toList();
    }

    static List<Link> sections() throws IOException {
        return links().stream().filter(link -> link.address().matches("(.*\\.md)?#.*")).toList();
    }

    @ParameterizedTest
    @MethodSource("links")
    void itsFileIsThere(Link link) {
        assertThat(link.file()).exists();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void itsSectionIsThere(Link link) throws IOException {
        assertThat(Files.readAllLines(link.file()))
                .filteredOn(line -> line.startsWith("#"))
                .map(LinksTest::anchor)
                .contains(link.section());
    }

    @ParameterizedTest
    @MethodSource("figures")
    void itsFigureWasMeasured(Link link) throws IOException {
        Matcher figure = FIGURE.matcher(link.text());
        assertThat(figure.find()).as("a figure in %s", link).isTrue();
        BigDecimal said = new BigDecimal(figure.group());

        List<BigDecimal> measured = numbers(line(link));

        assertThat(measured)
                .as("what %s points at", link)
                .anyMatch(
                        number -> number.setScale(said.scale(), RoundingMode.HALF_UP).equals(said));
    }

    /** All but the reports, which are generated with their links. */
    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of("README.md", "CONTRIBUTING.md").map(PROJECT::resolve), docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !path.startsWith(PROJECT.resolve("docs/results")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static Stream<Link> links(Path document) {
        try {
            return LINK.matcher(Files.readString(document))
                    .results()
                    .map(found -> new Link(document, found.group(1), found.group(2)))
                    .filter(link -> !link.address().matches("https?:.*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject line(Link link) throws IOException {
        Matcher place = LINE.matcher(link.address());
        assertThat(place.matches()).isTrue();
        List<String> lines = Files.readAllLines(link.file());
        int number = Integer.parseInt(place.group(2));
        assertThat(lines).as("the file of %s", link).hasSizeGreaterThanOrEqualTo(number);
        try (JsonReader reader = Json.createReader(new StringReader(lines.get(number - 1)))) {
            return reader.readObject();
        }
    }

    /** Those of the line itself, and how many events show each kind of anomaly. */
    private static List<BigDecimal> numbers(JsonObject line) {
        Stream<BigDecimal> own =
                line.values().stream()
                        .filter(value -> value.getValueType() == JsonValue.ValueType.NUMBER)
                        .map(value -> ((JsonNumber) value).bigDecimalValue());
        Stream<BigDecimal> ids =
                line.getJsonObject("anomalies").values().stream()
                        .map(kind -> BigDecimal.valueOf(kind.asJsonArray().size()));
        return Stream.concat(own, ids).toList();
    }
}
