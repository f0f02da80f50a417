package dev.lockstep.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What two sides say of an event, by scenario and by what exists: all of the table. */
class VerdictTest {
    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "PUBLISH, BOTH, false, true",
        "PUBLISH, NEITHER, false, false",
        "PUBLISH, ROW_ONLY, true, false",
        "PUBLISH, MESSAGE_ONLY, true, false",
        "DRAIN, BOTH, true, false",
        "DRAIN, NEITHER, true, false",
        "DRAIN, ROW_ONLY, false, true",
        "DRAIN, MESSAGE_ONLY, false, true"
    })
    void isTornOrWhole(Scenario scenario, Half half, boolean torn, boolean seen) {
        assertThat(Verdict.isTorn(scenario, half, false)).isEqualTo(torn);
        assertThat(Verdict.isSeen(scenario, half)).isEqualTo(seen);
    }

    /** Whoever was told that it is done was told wrong. */
    @Test
    void whatWasPromisedAndIsNowhereIsTorn() {
        assertThat(Verdict.isTorn(Scenario.PUBLISH, Half.NEITHER, true)).isTrue();
        assertThat(Verdict.isTorn(Scenario.PUBLISH, Half.BOTH, true)).isFalse();
    }

    @Test
    void halvesAreNamedByWhatExists() {
        assertThat(Half.of(true, true)).isEqualTo(Half.BOTH);
        assertThat(Half.of(true, false)).isEqualTo(Half.ROW_ONLY);
        assertThat(Half.of(false, true)).isEqualTo(Half.MESSAGE_ONLY);
        assertThat(Half.of(false, false)).isEqualTo(Half.NEITHER);
    }
}
