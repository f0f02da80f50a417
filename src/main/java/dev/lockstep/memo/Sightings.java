package dev.lockstep.memo;

import dev.lockstep.torn.Half;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What earlier looks have seen. That something is missing is believed once three looks in a row
 * have seen the same, over longer than a message may be out of sight.
 */
final class Sightings {
    private static final int LOOKS = 3;

    /** A message that went back waits for its next delivery 10 s at most (broker.xml). */
    private static final Duration OUT_OF_SIGHT = Duration.ofSeconds(12);

    /**
     * What a server has received and not prepared when it died comes back when the broker misses
     * it, or ends the transaction: 20 s after it began, looked at every 5 s.
     */
    private static final Duration HELD_BY_THE_DEAD = Duration.ofSeconds(30);

    private final Map<String, Sighting> byTransaction = new HashMap<>();

    /**
     * @param first when the transaction was first found over, by the monotonic clock
     * @param same since when the looks have been the same, by that clock
     */
    private record Sighting(Duration first, Duration same, int looks, Map<String, Half> halves) {}

    /**
     * Notes a look.
     *
     * @param clock the monotonic one: the other may be set while we watch
     * @param now by the wall clock, as the memo's own time
     * @return whether what it has seen may be believed
     */
    boolean confirm(Memo memo, Map<String, Half> halves, Duration clock, Instant now) {
        Sighting before = byTransaction.get(memo.transaction());
        Sighting sighting;
        if (before == null) {
            sighting = new Sighting(clock, clock, 1, halves);
        } else if (before.halves().equals(halves)) {
            sighting = new Sighting(before.first(), before.same(), before.looks() + 1, halves);
        } else {
            sighting = new Sighting(before.first(), clock, 1, halves);
        }
        byTransaction.put(memo.transaction(), sighting);
        boolean old =
                isAtLeast(Duration.between(memo.since(), now), HELD_BY_THE_DEAD)
                        || isAtLeast(clock.minus(sighting.first()), HELD_BY_THE_DEAD);
        return old
                && sighting.looks() >= LOOKS
                && isAtLeast(clock.minus(sighting.same()), OUT_OF_SIGHT);
    }

    /** Forgets what is over or at work again. */
    void keepOnly(Set<String> transactions) {
        byTransaction.keySet().retainAll(transactions);
    }

    private static boolean isAtLeast(Duration time, Duration limit) {
        return time.compareTo(limit) >= 0;
    }
}
