package dev.lockstep.lab.report;

import java.util.Locale;

/** How reports write seconds. */
final class Seconds {
    private Seconds() {}

    /** With one digit, or a dash for what was not measured. */
    static String words(double seconds) {
        return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.1f", seconds) : "–";
    }
}
