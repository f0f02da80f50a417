package dev.lockstep.lab.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of anomaly, with the letter that stands for each in a picture. */
public enum Anomaly {
    LOST('L', "acknowledged or taken, and its row or message never exists"),
    PHANTOM('P', "a message whose row never exists"),
    ORPHAN('O', "a row whose message never exists"),
    DUPLICATE('D', "saved or delivered more than once"),
    UNDEAD('U', "answered as failed, yet its row or message exists"),
    /** E as in early: the P is taken. */
    PREMATURE('E', "received early, before its row could be read"),
    STUCK('S', "still in doubt or locked past the recovery limit"),
    /** Half of it is missing, and nobody is left to find that out. */
    TORN('T', "half of it is missing, and the system itself names it until somebody has mended it");

    private final char letter;
    private final String meaning;

    Anomaly(char letter, String meaning) {
        this.letter = letter;
        this.meaning = meaning;
    }

    /**
     * Whether it is no damage of its own if the system itself names the event as {@link #TORN}. An
     * event that was answered as failed, or that came twice, has no such excuse.
     */
    public boolean canBeNamed() {
        return this == LOST || this == PHANTOM || this == ORPHAN;
    }

    /** As audits and results name it. */
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    public char letter() {
        return letter;
    }

    public String meaning() {
        return meaning;
    }

    /** All kinds, in the order in which they are shown. */
    public static List<String> kinds() {
        return Arrays.stream(values()).map(Anomaly::kind).toList();
    }

    /** By its {@link #kind}; empty if there is none of that name. */
    public static Optional<Anomaly> of(String kind) {
        return Arrays.stream(values()).filter(anomaly -> anomaly.kind().equals(kind)).findFirst();
    }
}
