package dev.lockstep.memo;

import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;

/**
 * What the two sides of an event say once its transaction is over.
 *
 * <table>
 * <caption>By scenario and by what exists</caption>
 * <tr><th></th><th>publish</th><th>drain</th></tr>
 * <tr><td>{@code BOTH}</td><td>whole</td><td>torn: stored, and will come again</td></tr>
 * <tr><td>{@code NEITHER}</td><td>whole: rolled back; torn if it was promised:
 * lost</td><td>torn: lost</td></tr>
 * <tr><td>{@code ROW_ONLY}</td><td>torn: an orphan</td><td>whole: drained</td></tr>
 * <tr><td>{@code MESSAGE_ONLY}</td><td>torn: a phantom</td><td>whole: rolled back</td></tr>
 * </table>
 */
final class Verdict {
    private Verdict() {}

    /**
     * @param promised whether the caller was told that it is done
     */
    static boolean isTorn(Scenario scenario, Half half, boolean promised) {
        return switch (half) {
            case BOTH -> scenario == Scenario.DRAIN;
            case NEITHER -> scenario == Scenario.DRAIN || promised;
            case ROW_ONLY, MESSAGE_ONLY -> scenario == Scenario.PUBLISH;
        };
    }

    /**
     * Whether one look is enough: what makes it whole was seen, not missed. A message that is just
     * being delivered, or that waits for its next delivery, is in no queue for anyone who looks.
     */
    static boolean isSeen(Scenario scenario, Half half) {
        return half != Half.NEITHER && !isTorn(scenario, half, false);
    }
}
