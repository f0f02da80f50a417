package dev.lockstep.lab.report;

import java.util.List;

/** How measured values are spread, in their own unit; NaN where there is no value. */
record Spread(List<Double> values) {
    Spread {
        values = values.stream().sorted().toList();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Median and maximum of values in seconds. */
    String words() {
        return isEmpty()
                ? Seconds.words(Double.NaN)
                : Seconds.words(median()) + " / " + Seconds.words(max());
    }

    double median() {
        return quantile(0.5);
    }

    double max() {
        return quantile(1);
    }

    /** Between two values it lies on the line that joins them. */
    double quantile(double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        double place = share * (values.size() - 1);
        double below = values.get((int) Math.floor(place));
        double above = values.get((int) Math.ceil(place));
        return below + (above - below) * (place - Math.floor(place));
    }
}
