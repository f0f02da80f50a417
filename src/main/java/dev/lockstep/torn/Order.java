package dev.lockstep.torn;

/**
 * What an operator wants done.
 *
 * @param eventId of the torn event
 * @param who the operator, by the name they logged in with
 * @param why in their words, for the audit
 */
public record Order(String eventId, Verb verb, String who, String why) {
    /** Characters that a reason may have at most. */
    public static final int LONGEST_REASON = 1_000;
}
