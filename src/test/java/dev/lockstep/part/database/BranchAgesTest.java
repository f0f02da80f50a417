package dev.lockstep.part.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BranchAgesTest {
    private long seconds = 1000;
    private final BranchAges branches = new BranchAges(() -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    void noneIsNoAge() {
        assertThat(branches.note(Map.of())).isEqualTo(new BranchAges.Summary(0, 0));
    }

    @Test
    void theOldestIsToldWithTheTimeBeforeItWasSeen() {
        branches.note(Map.of("old", 20.0));
        seconds += 5;
        assertThat(branches.note(Map.of("old", 25.0, "new", 1.0)))
                .isEqualTo(new BranchAges.Summary(2, 25));
    }

    @Test
    void theDatabasesClockMayBeSetWhileABranchIsSeen() {
        branches.note(Map.of("one", 20.0));
        seconds += 5;
        assertThat(branches.note(Map.of("one", -575.0)).oldestSeconds()).isEqualTo(25);
        assertThat(branches.note(Map.of("one", 625.0)).oldestSeconds()).isEqualTo(25);
    }

    @Test
    void aBranchOfTheFutureIsNew() {
        assertThat(branches.note(Map.of("one", -575.0)).oldestSeconds()).isZero();
    }

    @Test
    void oneThatIsGoneIsForgotten() {
        branches.note(Map.of("one", 20.0));
        branches.note(Map.of());
        assertThat(branches.note(Map.of("one", 1.0)).oldestSeconds()).isEqualTo(1);
    }
}
