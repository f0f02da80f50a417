package dev.lockstep.lab.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How long each of several things was seen, from the first look to the last that showed it. */
final class Spans {
    private final Map<String, Span> spans = new HashMap<>();

    /** In nanoseconds of {@link System#nanoTime}. */
    private record Span(long first, long last) {
        Span until(Span later) {
            return new Span(first, later.last);
        }
    }

    /** What one look has shown. */
    synchronized void seen(Collection<String> names, long nanoTime) {
        for (String name : names) {
            spans.merge(name, new Span(nanoTime, nanoTime), Span::until);
        }
    }

    /** Seconds of the longest; 0 if nothing was ever seen. */
    synchronized double longest() {
        return spans.values().stream()
                .mapToDouble(span -> (span.last - span.first) / 1e9)
                .max()
                .orElse(0);
    }

    /** Tells of each when it was first and last seen. */
    synchronized void forEach(Ends ends) {
        spans.forEach((name, span) -> ends.accept(name, span.first, span.last));
    }

    @FunctionalInterface
    interface Ends {
        void accept(String name, long first, long last);
    }
}
