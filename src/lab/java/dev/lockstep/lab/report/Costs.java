package dev.lockstep.lab.report;

/**
 * What the fault cost until all was well again. Seconds that were not measured, or never came to an
 * end, are NaN.
 *
 * @param settledSeconds from the fault until nothing was on its way
 * @param inDoubtSeconds the longest that a branch was prepared and not settled
 * @param lockSeconds the longest that locks on rows were held
 * @param blockedRequests requests that waited for those locks
 * @param readerWaitSeconds what consumers that read only what is committed waited for
 * @param firstSuccessSeconds from the fault to the first request that succeeded
 * @param humanNeeded whether it took a person to settle it
 */
public record Costs(
        double settledSeconds,
        double inDoubtSeconds,
        double lockSeconds,
        int blockedRequests,
        double readerWaitSeconds,
        double firstSuccessSeconds,
        boolean humanNeeded) {

    /** Nothing was measured, as in a run that failed early. */
    public static final Costs UNKNOWN =
            new Costs(Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN, Double.NaN, false);
}
