package dev.lockstep.memo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.torn.Half;
import dev.lockstep.torn.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When it is believed that something is missing. Times are in seconds. */
class SightingsTest {
    private static final Instant WRITTEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Memo MEMO =
            new Memo("t", Scenario.PUBLISH, "xa", WRITTEN, false, List.of());
    private static final Map<String, Half> ORPHAN = Map.of("e", Half.ROW_ONLY);
    private static final Map<String, Half> NOTHING = Map.of("e", Half.NEITHER);

    private final Sightings sightings = new Sightings();

    @Test
    void oneLookIsNotEnough() {
        assertThat(look(ORPHAN, 0, 60)).isFalse();
    }

    @Test
    void threeLooksOverTwelveSecondsAre() {
        look(ORPHAN, 0, 60);
        assertThat(look(ORPHAN, 6, 66)).isFalse();
        assertThat(look(ORPHAN, 12, 72)).isTrue();
    }

    @Test
    void twoLooksAreNotHoweverFarApart() {
        look(ORPHAN, 0, 60);
        assertThat(look(ORPHAN, 100, 160)).isFalse();
    }

    @Test
    void threeLooksInAHurryAreNot() {
        look(ORPHAN, 0, 60);
        look(ORPHAN, 1, 61);
        assertThat(look(ORPHAN, 11, 71)).isFalse();
    }

    @Test
    void whatHasChangedIsWatchedFromAnew() {
        look(NOTHING, 0, 60);
        look(ORPHAN, 6, 66);
        look(ORPHAN, 12, 72);
        assertThat(look(ORPHAN, 17, 77)).isFalse();
        assertThat(look(ORPHAN, 18, 78)).isTrue();
    }

    @Test
    void aYoungTransactionMayStillBeHeldByTheDead() {
        look(NOTHING, 0, 10);
        look(NOTHING, 6, 16);
        assertThat(look(NOTHING, 12, 22)).isFalse();
        assertThat(look(NOTHING, 20, 30)).isTrue();
    }

    /** The clock was set back by an hour meanwhile. */
    @Test
    void aClockThatWasSetDoesNotStopIt() {
        look(NOTHING, 0, -3600);
        look(NOTHING, 20, -3580);
        assertThat(look(NOTHING, 29, -3571)).isFalse();
        assertThat(look(NOTHING, 30, -3570)).isTrue();
    }

    @Test
    void whatWasAtWorkAgainIsWatchedFromAnew() {
        look(ORPHAN, 0, 60);
        look(ORPHAN, 6, 66);
        sightings.keepOnly(Set.of());
        assertThat(look(ORPHAN, 12, 72)).isFalse();
    }

    private boolean look(Map<String, Half> halves, long clock, long age) {
        return sightings.confirm(MEMO, halves, Duration.ofSeconds(clock), WRITTEN.plusSeconds(age));
    }
}
