package dev.lockstep.lab.words;

/**
 * Something that happened in a run.
 *
 * @param seconds since the run began
 * @param kind one of the kinds below
 * @param what of a request its answer, which begins with {@code acknowledged}, {@code failed} or
 *     {@code unknown}; of prepared and recovered the branch, in the same words for both; free words
 *     otherwise
 */
public record Moment(double seconds, String kind, String what) {
    public static final String REQUEST = "request";
    public static final String FAULT = "fault";

    /** A branch is prepared, and so in doubt until it is recovered. */
    public static final String PREPARED = "prepared";

    /** A branch is settled, or a victim is back. */
    public static final String RECOVERED = "recovered";

    /** Nothing is on its way any more. */
    public static final String QUIET = "quiet";

    public boolean is(String kind) {
        return this.kind.equals(kind);
    }
}
