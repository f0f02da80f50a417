package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Moment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One run over time: requests as ticks, the fault, branches in doubt as bars, and recovery. */
final class TimelinePicture {
    private static final int TOP = 20;
    private static final int REQUESTS = 34;
    private static final int LANE = 30;

    /** Bars drawn and events told at most; a soak has thousands. */
    private static final int DRAWN = 12;

    private static final int TOLD = 12;

    private final Results.Line line;
    private final List<Moment> moments;
    private final List<Bar> bars;
    private final Axis axis;

    TimelinePicture(Results.Line line) {
        this.line = line;
        this.moments =
                line.result().timeline().stream()
                        .filter(moment -> Double.isFinite(moment.seconds()))
                        .toList();
        double from = moments.stream().mapToDouble(Moment::seconds).min().orElse(0);
        this.axis =
                new Axis(
                        Math.min(0, from),
                        moments.stream().mapToDouble(Moment::seconds).max().orElse(0));
        this.bars = Bar.of(moments, axis.to());
    }

    /** The picture, with a link to its line. */
    Element figure(Element link) {
        int lanes = Math.min(bars.size(), DRAWN);
        int height = TOP + REQUESTS + lanes * LANE + 6;
        Element picture = Svg.picture("run-" + line.number(), trial(), description(), height + 20);
        picture.add(axis.marks(height));
        requests(picture);
        for (int i = 0; i < lanes; i++) {
            bar(picture, bars.get(i), TOP + REQUESTS + i * LANE);
        }
        moments.forEach(moment -> event(picture, moment, height));
        return Element.of("figure").add(caption(link), picture);
    }

    private Element caption(Element link) {
        Result result = line.result();
        return Element.of("figcaption", trial() + ": ")
                .add(Element.of("strong", result.verdict()))
                .text(" (")
                .add(link)
                .text("). " + description());
    }

    private String trial() {
        return line.result().trial().toString();
    }

    /** All that the picture shows beside its requests, for those who cannot see it too. */
    private String description() {
        List<String> events =
                moments.stream()
                        .filter(moment -> !moment.is(Moment.REQUEST))
                        .map(
                                moment ->
                                        "%s s %s: %s"
                                                .formatted(
                                                        Seconds.words(moment.seconds()),
                                                        moment.kind(),
                                                        moment.what()))
                        .toList();
        int more = events.size() - TOLD;
        return String.join("; ", events.subList(0, Math.min(TOLD, events.size())))
                + (more > 0 ? "; and %d more".formatted(more) : "")
                + ".";
    }

    /** A tick a request; those that would lie on each other are one. */
    private void requests(Element picture) {
        double middle = TOP + REQUESTS / 2.0;
        picture.add(Svg.line("0%", middle, "100%", middle).with("class", "base"));
        Set<String> drawn = new HashSet<>();
        for (Moment moment : moments) {
            String place = axis.at(moment.seconds());
            String answer = moment.what().split("\\W", 2)[0];
            if (moment.is(Moment.REQUEST) && drawn.add(answer + place)) {
                double up = answer.equals("acknowledged") ? 14 : answer.equals("failed") ? 0 : 5;
                double down = answer.equals("acknowledged") ? 0 : answer.equals("failed") ? 14 : 5;
                picture.add(
                        Svg.line(place, middle - up, place, middle + down)
                                .with("class", "request " + answer));
            }
        }
    }

    private void bar(Element picture, Bar bar, int top) {
        picture.add(
                Svg.text("0%", top + 12, bar.words()).with("class", "label"),
                Svg.rect(axis.at(bar.from()), top + 17, axis.width(bar.from(), bar.to()), 9)
                        .with("class", bar.open() ? "bar open" : "bar"));
    }

    private void event(Element picture, Moment moment, int height) {
        String place = axis.at(moment.seconds());
        if (moment.is(Moment.FAULT) || moment.is(Moment.QUIET)) {
            picture.add(
                    Svg.line(place, TOP - 4, place, height).with("class", moment.kind()),
                    Svg.text(place, TOP - 8, moment.kind())
                            .with("class", "mark " + moment.kind())
                            .with("text-anchor", axis.anchor(moment.seconds())));
        } else if (moment.is(Moment.RECOVERED)) {
            picture.add(
                    Svg.circle(place, TOP + REQUESTS / 2.0, 4)
                            .with("class", "recovered")
                            .add(Element.of("title", "recovered " + moment.what())));
        }
    }
}
