package dev.lockstep.lab.words;

import java.time.Duration;
import java.time.Instant;

/** Speaks to the person who watches: each line with the seconds since the start. */
public final class Say {
    private final Instant start = Instant.now();

    public void line(String text) {
        System.out.printf("[%3d s] %s%n", Duration.between(start, Instant.now()).toSeconds(), text);
    }

    /** Text without a time, such as a table. */
    public void text(String text) {
        System.out.printf("%n%s%n%n", text);
    }
}
