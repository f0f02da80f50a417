package dev.lockstep.lab.audit;

import static dev.lockstep.lab.audit.MadeUpRun.Asked.ACKNOWLEDGED;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.DEAD_LETTER;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.FAILED;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.NOTHING;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.UNKNOWN;
import static dev.lockstep.lab.audit.MadeUpRun.Side.ABSORBED;
import static dev.lockstep.lab.audit.MadeUpRun.Side.CANCELLED;
import static dev.lockstep.lab.audit.MadeUpRun.Side.DEAD_LETTERS;
import static dev.lockstep.lab.audit.MadeUpRun.Side.DELIVERIES;
import static dev.lockstep.lab.audit.MadeUpRun.Side.EARLY;
import static dev.lockstep.lab.audit.MadeUpRun.Side.NAMED;
import static dev.lockstep.lab.audit.MadeUpRun.Side.ROWS;
import static dev.lockstep.lab.audit.MadeUpRun.Side.WAITING;

import dev.lockstep.lab.audit.MadeUpRun.Asked;
import dev.lockstep.lab.audit.MadeUpRun.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Every way in which one event of a run can go wrong: what was asked, where the event is in the
 * end, and all that it must be called, and nothing else. Half a publish that was acknowledged is
 * lost and, after the half that is there, phantom or orphan; half of one that failed is undead and
 * phantom or orphan.
 */
enum PlantedAnomaly {
    ACKNOWLEDGED_AND_NOWHERE(ACKNOWLEDGED, on(), "lost"),
    ACKNOWLEDGED_AND_TAKEN_BACK(ACKNOWLEDGED, on(CANCELLED), "lost"),
    ACKNOWLEDGED_AND_ONLY_DELIVERED(ACKNOWLEDGED, on(DELIVERIES), "lost", "phantom"),
    ACKNOWLEDGED_AND_ONLY_WAITING(ACKNOWLEDGED, on(WAITING), "lost", "phantom"),
    ACKNOWLEDGED_AND_ONLY_EARLY(ACKNOWLEDGED, on(EARLY), "lost", "phantom"),
    ACKNOWLEDGED_AND_COMES_AGAIN_FOR_EVER(ACKNOWLEDGED, on(EARLY, WAITING), "lost", "phantom"),
    ACKNOWLEDGED_AND_ONLY_STORED(ACKNOWLEDGED, on(ROWS), "lost", "orphan"),
    ACKNOWLEDGED_STORED_AND_TAKEN_BACK(ACKNOWLEDGED, on(ROWS, CANCELLED), "lost", "orphan"),
    ACKNOWLEDGED_STORED_AND_ALL_COPIES_ABSORBED(ACKNOWLEDGED, on(ROWS, ABSORBED), "lost", "orphan"),
    ACKNOWLEDGED_STORED_AND_GIVEN_UP(ACKNOWLEDGED, on(ROWS, DEAD_LETTERS), "lost", "orphan"),
    ACKNOWLEDGED_STORED_TOO_LATE_FOR_ITS_MESSAGE(
            ACKNOWLEDGED, on(EARLY, ROWS), "lost", "orphan", "premature"),
    LETTER_GONE(DEAD_LETTER, on(), "lost"),

    UNKNOWN_AND_ONLY_DELIVERED(UNKNOWN, on(DELIVERIES), "phantom"),
    UNKNOWN_AND_ONLY_WAITING(UNKNOWN, on(WAITING), "phantom"),
    UNKNOWN_AND_ONLY_EARLY(UNKNOWN, on(EARLY), "phantom"),
    UNKNOWN_AND_GIVEN_UP(UNKNOWN, on(EARLY, DEAD_LETTERS), "phantom"),
    UNKNOWN_TAKEN_BACK_AND_DELIVERED_ALL_THE_SAME(UNKNOWN, on(CANCELLED, DELIVERIES), "phantom"),
    UNKNOWN_AND_ONLY_STORED(UNKNOWN, on(ROWS), "orphan"),
    UNKNOWN_AND_ONLY_ITS_MESSAGE_TAKEN_BACK(UNKNOWN, on(ROWS, CANCELLED), "orphan"),
    UNKNOWN_AND_STORED_TOO_LATE_FOR_ITS_MESSAGE(UNKNOWN, on(EARLY, ROWS), "orphan", "premature"),

    FAILED_AND_DELIVERED(FAILED, on(ROWS, DELIVERIES), "undead"),
    FAILED_AND_ON_ITS_WAY(FAILED, on(ROWS, WAITING), "undead"),
    FAILED_EARLY_AND_DELIVERED(FAILED, on(EARLY, ROWS, DELIVERIES), "undead", "premature"),
    FAILED_AND_ONLY_DELIVERED(FAILED, on(DELIVERIES), "undead", "phantom"),
    FAILED_AND_ONLY_WAITING(FAILED, on(WAITING), "undead", "phantom"),
    FAILED_AND_ONLY_EARLY(FAILED, on(EARLY), "undead", "phantom"),
    FAILED_TAKEN_BACK_AND_DELIVERED_ALL_THE_SAME(
            FAILED, on(CANCELLED, DELIVERIES), "undead", "phantom"),
    FAILED_AND_ONLY_STORED(FAILED, on(ROWS), "undead", "orphan"),
    FAILED_AND_ONLY_ITS_MESSAGE_TAKEN_BACK(FAILED, on(ROWS, CANCELLED), "undead", "orphan"),

    /** The primary key forbids it; the audit does not rely on it. */
    STORED_TWICE(ACKNOWLEDGED, on(ROWS, ROWS, DELIVERIES), "duplicate"),
    DELIVERED_TWICE(ACKNOWLEDGED, on(ROWS, DELIVERIES, DELIVERIES), "duplicate"),
    DELIVERED_AND_STILL_WAITING(ACKNOWLEDGED, on(ROWS, DELIVERIES, WAITING), "duplicate"),
    WAITING_TWICE(ACKNOWLEDGED, on(ROWS, WAITING, WAITING), "duplicate"),
    UNKNOWN_AND_DELIVERED_TWICE(UNKNOWN, on(ROWS, DELIVERIES, DELIVERIES), "duplicate"),
    FAILED_AND_DELIVERED_TWICE(FAILED, on(ROWS, DELIVERIES, DELIVERIES), "duplicate", "undead"),
    NEVER_STORED_AND_DELIVERED_TWICE(
            ACKNOWLEDGED, on(DELIVERIES, DELIVERIES), "lost", "phantom", "duplicate"),
    LETTER_STORED_TWICE(DEAD_LETTER, on(ROWS, ROWS), "duplicate"),
    LETTER_STORED_AND_STILL_WAITING(DEAD_LETTER, on(ROWS, DEAD_LETTERS), "duplicate"),

    EARLY_AND_DELIVERED_LATER(ACKNOWLEDGED, on(EARLY, ROWS, DELIVERIES), "premature"),
    EARLY_AND_STILL_WAITING(UNKNOWN, on(EARLY, ROWS, WAITING), "premature"),

    ACKNOWLEDGED_NOWHERE_AND_NAMED(ACKNOWLEDGED, on(NAMED), "torn"),
    ACKNOWLEDGED_ONLY_STORED_AND_NAMED(ACKNOWLEDGED, on(ROWS, NAMED), "torn"),
    ACKNOWLEDGED_ONLY_DELIVERED_AND_NAMED(ACKNOWLEDGED, on(DELIVERIES, NAMED), "torn"),
    UNKNOWN_ONLY_STORED_AND_NAMED(UNKNOWN, on(ROWS, NAMED), "torn"),
    UNKNOWN_ONLY_EARLY_AND_NAMED(UNKNOWN, on(EARLY, WAITING, NAMED), "torn"),
    LETTER_GONE_AND_NAMED(DEAD_LETTER, on(NAMED), "torn"),
    WHOLE_AND_NAMED(ACKNOWLEDGED, on(ROWS, DELIVERIES, NAMED), "torn"),
    FAILED_ONLY_STORED_AND_NAMED(FAILED, on(ROWS, NAMED), "undead", "torn"),
    DELIVERED_TWICE_AND_NAMED(
            ACKNOWLEDGED, on(ROWS, DELIVERIES, DELIVERIES, NAMED), "duplicate", "torn"),
    LETTER_STORED_STILL_WAITING_AND_NAMED(
            DEAD_LETTER, on(ROWS, DEAD_LETTERS, NAMED), "duplicate", "torn"),

    STRANGE_ROW(NOTHING, on(ROWS), "stranger"),
    STRANGE_ROW_AND_MESSAGE(NOTHING, on(ROWS, DELIVERIES), "stranger"),
    STRANGE_DELIVERY(NOTHING, on(DELIVERIES), "stranger", "phantom"),
    STRANGE_EARLY_MESSAGE(NOTHING, on(EARLY), "stranger", "phantom"),
    STRANGE_MESSAGE_ON_ITS_WAY(NOTHING, on(WAITING), "stranger", "phantom"),
    STRANGE_AND_DELIVERED_TWICE(NOTHING, on(ROWS, DELIVERIES, DELIVERIES), "stranger", "duplicate"),
    STRANGE_CANCELLATION(NOTHING, on(CANCELLED), "stranger"),
    STRANGE_COPY(NOTHING, on(ABSORBED), "stranger"),
    STRANGE_LETTER(NOTHING, on(DEAD_LETTERS), "stranger"),
    LETTER_STORED_AND_SENT(DEAD_LETTER, on(ROWS, WAITING), "stranger"),
    LETTER_ONLY_SENT(DEAD_LETTER, on(DELIVERIES), "stranger", "lost", "phantom"),
    LETTER_WAITING_AND_SENT(DEAD_LETTER, on(DEAD_LETTERS, DELIVERIES), "stranger", "phantom");

    private final Asked asked;
    private final List<Side> sides;
    private final Set<String> kinds;

    PlantedAnomaly(Asked asked, List<Side> sides, String... kinds) {
        this.asked = asked;
        this.sides = sides;
        this.kinds = Set.of(kinds);
    }

    static List<PlantedAnomaly> showing(String kind) {
        return Arrays.stream(values()).filter(planted -> planted.kinds.contains(kind)).toList();
    }

    /** Adds such an event to the run. */
    void in(MadeUpRun run) {
        MadeUpRun.Event event = run.event(asked);
        sides.forEach(event::put);
        kinds.forEach(event::shows);
    }

    Set<String> kinds() {
        return kinds;
    }

    private static List<Side> on(Side... sides) {
        return List.of(sides);
    }
}
