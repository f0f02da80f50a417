package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.part.Cause;
import dev.lockstep.torn.TornException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batch by batch, over a queue that is a number. */
class BatchesTest {
    private final List<Integer> asked = new ArrayList<>();
    private int waiting = 25;

    @Test
    void drainsUntilNothingIsLeft() {
        assertThat(drain(1000, 10)).isEqualTo(new Drained.Complete(25, 3, 0));
        assertThat(asked).containsExactly(10, 10, 10, 10);
    }

    @Test
    void takesNoMoreThanIsAskedFor() {
        assertThat(drain(12, 5)).isEqualTo(new Drained.Complete(12, 3, 13));
        assertThat(asked).containsExactly(5, 5, 2);
    }

    @Test
    void emptyQueueIsCompleteWithoutATransaction() {
        waiting = 0;

        assertThat(drain(10, 10)).isEqualTo(new Drained.Complete(0, 0, 0));
    }

    @Test
    void batchThatFailsStopsItAndKeepsWhatIsSettled() {
        IllegalStateException refusal = new IllegalStateException("refused");
        Batches batches =
                new Batches(
                        limit -> {
                            if (waiting < 10) {
                                throw refusal;
                            }
                            return take(limit);
                        },
                        () -> waiting,
                        Cause::of);

        assertThat(batches.drain(1000, 10))
                .isEqualTo(new Drained.Stopped(20, 2, Cause.of(refusal)));
    }

    @Test
    void batchThatIsTornStopsItAndSaysHowMuchIsTorn() {
        TornException torn = new TornException(3, new IllegalStateException("heuristic"));
        Batches batches =
                new Batches(
                        limit -> {
                            if (waiting < 10) {
                                throw torn;
                            }
                            return take(limit);
                        },
                        () -> waiting,
                        Cause::of);

        assertThat(batches.drain(1000, 10)).isEqualTo(new Drained.Torn(20, 2, 3, Cause.of(torn)));
    }

    @Test
    void queueThatCannotBeCountedStopsItAsWell() {
        IllegalStateException refusal = new IllegalStateException("away");
        Batches batches =
                new Batches(
                        this::take,
                        () -> {
                            throw refusal;
                        },
                        Cause::of);

        assertThat(batches.drain(1000, 100))
                .isEqualTo(new Drained.Stopped(25, 1, Cause.of(refusal)));
    }

    private Drained drain(int max, int size) {
        return new Batches(this::take, () -> waiting, Cause::of).drain(max, size);
    }

    private int take(int limit) {
        asked.add(limit);
        int taken = Math.min(limit, waiting);
        waiting -= taken;
        return taken;
    }
}
