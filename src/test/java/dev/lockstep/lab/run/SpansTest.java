package dev.lockstep.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {
    private static final long SECOND = 1_000_000_000L;

    private final Spans spans = new Spans();

    @Test
    void lastsFromTheFirstLookToTheLastThatShowsIt() {
        spans.seen(List.of("a"), SECOND);
        spans.seen(List.of("a", "b"), 2 * SECOND);
        spans.seen(List.of("b"), 4 * SECOND);
        spans.seen(List.of("b"), 7 * SECOND);

        assertThat(spans.longest()).isEqualTo(5);
    }

    @Test
    void lastsWhileNothingCanBeSeen() {
        spans.seen(List.of("a"), SECOND);
        // No look succeeds, for eight seconds.
        spans.seen(List.of("a"), 9 * SECOND);

        assertThat(spans.longest()).isEqualTo(8);
    }

    @Test
    void isNothingIfNothingWasSeenTwice() {
        assertThat(spans.longest()).isZero();
        spans.seen(List.of("a"), SECOND);
        assertThat(spans.longest()).isZero();
    }
}
