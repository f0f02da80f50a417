package dev.lockstep.lab.words;

import java.util.Locale;

/** The two scenarios that every strategy serves. */
public enum Scenario {
    PUBLISH,
    DRAIN;

    /** By its {@link #word}. */
    public static Scenario of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** As options and results name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
