package dev.lockstep.strategy;

import dev.lockstep.part.Cause;
import dev.lockstep.torn.TornException;
import java.util.function.Function;

/** Drains batch by batch until nothing is left, the limit is reached or a batch fails. */
public final class Batches {
    private final Batch batch;
    private final Count waiting;
    private final Function<Throwable, Cause> reading;

    /**
     * @param waiting counts what is left in the queue
     * @param reading reads what a batch or the count has thrown
     */
    public Batches(Batch batch, Count waiting, Function<Throwable, Cause> reading) {
        this.batch = batch;
        this.waiting = waiting;
        this.reading = reading;
    }

    /** Drains one batch. */
    @FunctionalInterface
    public interface Batch {
        /**
         * @param limit messages at most
         * @return messages settled, 0 if none was waiting
         * @throws TornException if it was torn, and what it tore is kept
         * @throws Exception if the batch failed; the messages are back in the queue, or will be
         */
        int drain(int limit) throws Exception;
    }

    /** Counts what is left in the queue. */
    @FunctionalInterface
    public interface Count {
        int remaining() throws Exception;
    }

    /**
     * @param max messages at most
     * @param size messages in one batch at most
     */
    public Drained drain(int max, int size) {
        int settled = 0;
        int transactions = 0;
        try {
            int last = 1;
            while (last > 0 && settled < max) {
                last = batch.drain(Math.min(size, max - settled));
                settled += last;
                transactions += last > 0 ? 1 : 0;
            }
            return new Drained.Complete(settled, transactions, waiting.remaining());
        } catch (TornException e) {
            return new Drained.Torn(settled, transactions, e.events(), reading.apply(e));
        } catch (Exception e) {
            return new Drained.Stopped(settled, transactions, reading.apply(e));
        }
    }
}
