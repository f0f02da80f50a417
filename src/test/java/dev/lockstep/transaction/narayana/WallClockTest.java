package dev.lockstep.transaction.narayana;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private static final long START = 1_000_000;

    private long day = START;
    private long passed;
    private LongSupplier interruption = () -> 0;
    private final WallClock clock = new WallClock(this::readDay, () -> passed * 1_000_000);

    @Test
    void aClockThatGoesIsNotSet() {
        pass(1000);
        assertThat(clock.setBy()).isEmpty();
    }

    @Test
    void aClockThatIsSetBackIsSeenOnce() {
        pass(1000);
        day -= 600_000;
        assertThat(clock.setBy()).contains(Duration.ofMinutes(-10));
        pass(1000);
        assertThat(clock.setBy()).isEmpty();
    }

    @Test
    void aClockThatIsSetForwardIsSeen() {
        day += 600_000;
        assertThat(clock.setBy()).contains(Duration.ofMinutes(10));
    }

    @Test
    void aClockThatIsMadeToRunFasterIsNotSet() {
        for (int second = 0; second < 10_000; second++) {
            pass(1000);
            day++;
            assertThat(clock.setBy()).isEmpty();
        }
    }

    /** As by SIGSTOP, or a virtual machine that is stopped, in the middle of a look. */
    @Test
    void aPauseBetweenTheTwoReadingsIsNotTakenForAJump() {
        interruption =
                () -> {
                    interruption = () -> 0;
                    return 20_000;
                };
        assertThat(clock.setBy()).isEmpty();
        assertThat(clock.setBy()).isEmpty();
    }

    private void pass(long millis) {
        day += millis;
        passed += millis;
    }

    private long readDay() {
        long read = day;
        pass(interruption.getAsLong());
        return read;
    }
}
