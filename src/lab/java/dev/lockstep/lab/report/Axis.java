package dev.lockstep.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Seconds on the width of a picture. Places are in percent, so that a picture takes the width it is
 * given and its letters keep their size.
 */
record Axis(double from, double to) {
    private static final int MARKS = 5;

    Axis {
        if (!(to > from)) {
            to = from + 1;
        }
    }

    String at(double seconds) {
        return percent(share(seconds));
    }

    String width(double from, double to) {
        return percent(share(to) - share(from));
    }

    /** From 0 at the left to 1 at the right. */
    double share(double seconds) {
        return (Math.min(Math.max(seconds, from), to) - from) / (to - from);
    }

    /** Lines with their seconds under them, at steps that are easy to read. */
    List<Element> marks(int height) {
        double step = step();
        List<Element> marks = new ArrayList<>();
        for (double seconds = Math.ceil(from / step) * step; seconds <= to; seconds += step) {
            marks.add(Svg.line(at(seconds), 0, at(seconds), height).with("class", "grid"));
            marks.add(
                    Svg.text(at(seconds), height + 14, label(seconds, step))
                            .with("class", "mark")
                            .with("text-anchor", anchor(seconds)));
        }
        return marks;
    }

    /** Letters at an end of the picture stay inside it. */
    String anchor(double seconds) {
        double share = share(seconds);
        return share < 0.04 ? "start" : share > 0.96 ? "end" : "middle";
    }

    private double step() {
        double rough = (to - from) / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    private static String label(double seconds, double step) {
        return String.format(Locale.ROOT, step < 1 ? "%.2f s" : "%.0f s", seconds + 0.0);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * share);
    }
}
