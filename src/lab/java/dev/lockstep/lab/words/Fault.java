package dev.lockstep.lab.words;

import java.util.Locale;

/** What is done to a victim. */
public enum Fault {
    /** kill -9, and a start again as an orchestrator would. */
    KILL,
    /** Stopped where it stands, longer than whoever waits for it waits, and let go. */
    PAUSE,
    /** Its network is cut in both directions, longer than whoever waits for it waits. */
    CUT,
    /** What it is asked does not reach it; what it answered before does. */
    CUT_REQUESTS,
    /** It does what it is asked, and its answers do not arrive. */
    CUT_ANSWERS,
    /** kill -9, and a start again without its transaction log: a container without a volume. */
    LOG_DELETED,
    /** Another server is started that claims to be the same node. */
    TWIN;

    /** Whether it is one of the three ways to cut the network. */
    public boolean isCut() {
        return this == CUT || this == CUT_REQUESTS || this == CUT_ANSWERS;
    }

    /** Whether it is a mistake of operations, at which two-phase commit itself ends. */
    public boolean isMistake() {
        return this == LOG_DELETED || this == TWIN;
    }

    /** As options and results name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
