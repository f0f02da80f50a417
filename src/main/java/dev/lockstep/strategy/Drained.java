package dev.lockstep.strategy;

/**
 * How a drain went.
 *
 * @param settled messages taken from the dead-letter queue for good: saved, found saved already, or
 *     set aside as invalid
 * @param transactions transactions that committed with at least one message in them
 * @param remaining messages that were waiting in the dead-letter queue afterwards, or {@link
 *     #NOT_COUNTED}
 * @param failure why it stopped early, or null; the failed transaction's messages are back in the
 *     queue, or will be
 */
public record Drained(int settled, int transactions, int remaining, Throwable failure) {
    public static final int NOT_COUNTED = -1;

    /** Drains one batch. */
    @FunctionalInterface
    public interface Batch {
        /**
         * @param limit messages at most
         * @return messages settled, 0 if none was waiting
         * @throws Exception if the batch failed; the messages are back in the queue, or will be
         */
        int drain(int limit) throws Exception;
    }

    /** Counts what is left in the queue. */
    @FunctionalInterface
    public interface Count {
        int remaining() throws Exception;
    }

    /** Drains batch by batch until nothing is left, the limit is reached or a batch fails. */
    public static Drained inBatches(int max, int size, Batch batch, Count count) {
        int settled = 0;
        int transactions = 0;
        try {
            int last = 1;
            while (last > 0 && settled < max) {
                last = batch.drain(Math.min(size, max - settled));
                settled += last;
                transactions += last > 0 ? 1 : 0;
            }
            return new Drained(settled, transactions, count.remaining(), null);
        } catch (Exception e) {
            return new Drained(settled, transactions, NOT_COUNTED, e);
        }
    }

    public boolean complete() {
        return failure == null;
    }
}
