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

    public boolean complete() {
        return failure == null;
    }
}
