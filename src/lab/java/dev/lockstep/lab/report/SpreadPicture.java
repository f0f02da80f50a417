package dev.lockstep.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/** How a measure is spread in each strategy: a strip of its runs over a box of their quartiles. */
final class SpreadPicture {
    private static final int STRIP = 44;
    private static final int LABEL = 14;
    private static final int BAND = 18;

    /** Dots that would lie on each other are moved up and down a little, always alike. */
    private static final int[] OFFSETS = {0, -4, 4, -7, 7, -2, 2, -6, 6};

    private final Results results;
    private final Measure measure;

    SpreadPicture(Results results, Measure measure) {
        this.results = results;
        this.measure = measure;
    }

    Element figure() {
        List<String> strategies =
                results.strategies().stream().filter(name -> !spread(name).isEmpty()).toList();
        Element caption = Element.of("figcaption", measure.title());
        if (strategies.isEmpty()) {
            return Element.of("figure").add(caption, Element.of("p", "Not measured."));
        }
        Axis axis =
                new Axis(
                        0,
                        strategies.stream()
                                .mapToDouble(name -> spread(name).max())
                                .max()
                                .orElse(0));
        int height = strategies.size() * STRIP;
        Element picture =
                Svg.picture(
                        "spread-" + measure.name(),
                        measure.title() + ", by strategy",
                        "Median and maximum: "
                                + strategies.stream()
                                        .map(name -> name + " " + spread(name).words() + " s")
                                        .collect(Collectors.joining("; ")),
                        height + 20);
        picture.add(axis.marks(height));
        for (int i = 0; i < strategies.size(); i++) {
            strip(picture, axis, strategies.get(i), i * STRIP);
        }
        return Element.of("figure").add(caption, picture);
    }

    private void strip(Element picture, Axis axis, String strategy, int top) {
        Spread spread = spread(strategy);
        int middle = top + LABEL + 4 + BAND / 2;
        String box = axis.at(spread.quantile(0.25));
        picture.add(
                Svg.text("0%", top + LABEL - 1, strategy).with("class", "label"),
                Svg.text("100%", top + LABEL - 1, spread.words() + " s")
                        .with("class", "mark")
                        .with("text-anchor", "end"),
                Svg.rect(
                                box,
                                middle - BAND / 2.0,
                                axis.width(spread.quantile(0.25), spread.quantile(0.75)),
                                BAND)
                        .with("class", "box"));
        for (int i = 0; i < spread.values().size(); i++) {
            picture.add(
                    Svg.circle(
                                    axis.at(spread.values().get(i)),
                                    middle + OFFSETS[i % OFFSETS.length],
                                    2)
                            .with("class", "run"));
        }
        String median = axis.at(spread.median());
        picture.add(
                Svg.line(median, middle - BAND / 2.0 - 1, median, middle + BAND / 2.0 + 1)
                        .with("class", "median"));
    }

    private Spread spread(String strategy) {
        return measure.of(results.valid(strategy));
    }
}
