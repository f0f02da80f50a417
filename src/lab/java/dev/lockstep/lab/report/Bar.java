package dev.lockstep.lab.report;

import dev.lockstep.lab.words.Moment;
import java.util.List;

/**
 * The time that a branch was in doubt, in seconds since the run began.
 *
 * @param open whether nothing says that it was recovered, so that the bar ends with the run
 */
record Bar(String branch, double from, double to, boolean open) {

    /** A branch for each that was prepared, until the next recovery in the same words. */
    static List<Bar> of(List<Moment> moments, double end) {
        return moments.stream()
                .filter(moment -> moment.is(Moment.PREPARED))
                .map(prepared -> of(prepared, moments, end))
                .toList();
    }

    String words() {
        return "%s, %s s in doubt%s"
                .formatted(branch, Seconds.words(to - from), open ? " and not recovered" : "");
    }

    private static Bar of(Moment prepared, List<Moment> moments, double end) {
        double to =
                moments.stream()
                        .filter(moment -> moment.is(Moment.RECOVERED))
                        .filter(moment -> moment.what().equals(prepared.what()))
                        .mapToDouble(Moment::seconds)
                        .filter(seconds -> seconds >= prepared.seconds())
                        .min()
                        .orElse(Double.NaN);
        boolean open = Double.isNaN(to);
        return new Bar(prepared.what(), prepared.seconds(), open ? end : to, open);
    }
}
