package dev.lockstep.lab.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is measured in seconds in each run and compared between strategies. */
enum Measure {
    SETTLED("settled", "From the fault until all was settled", Costs::settledSeconds),
    IN_DOUBT("in doubt", "Longest time in doubt", Costs::inDoubtSeconds),
    LOCKS("locks held", "Longest time that locks were held", Costs::lockSeconds),
    FIRST_SUCCESS(
            "first success",
            "From the fault to the first request that succeeded",
            Costs::firstSuccessSeconds),
    READERS("readers waited", "What consumers waited for", Costs::readerWaitSeconds);

    private final String words;
    private final String title;
    private final ToDoubleFunction<Costs> seconds;

    Measure(String words, String title, ToDoubleFunction<Costs> seconds) {
        this.words = words;
        this.title = title;
        this.seconds = seconds;
    }

    /** A few words, for the head of a column. */
    String words() {
        return words;
    }

    /** A whole line, for over a picture. */
    String title() {
        return title;
    }

    /** Over the runs in which it was measured. */
    Spread of(List<Result> results) {
        return new Spread(
                results.stream()
                        .map(Result::costs)
                        .mapToDouble(seconds)
                        .filter(Double::isFinite)
                        .boxed()
                        .toList());
    }
}
