package dev.lockstep.strategy.kafkatx;

import java.util.Locale;

/**
 * How far a Kafka transaction came, as this server knows it. A dash is a move that is refused.
 *
 * <pre>
 *              begun  committed  commit not answered  commit refused  aborted  abort not answered
 * NOT_BEGUN    OPEN   -          -                    -               -        -
 * OPEN         -      COMMITTED  NOT_KNOWN            OPEN            ABORTED  ABANDONED
 * NOT_KNOWN    -      COMMITTED  NOT_KNOWN            NOT_KNOWN       -        -
 * COMMITTED    -      -          -                    -               -        -
 * ABORTED      -      -          -                    -               -        -
 * ABANDONED    -      -          -                    -               -        -
 * </pre>
 *
 * <p>A commit that was not answered may be asked for again. A refusal then is about the repeat
 * alone: the first one may have succeeded, so that it stays {@code NOT_KNOWN}. From there nothing
 * may be aborted.
 *
 * @see <a href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-98">KIP-98, transactions</a>
 */
enum State {
    NOT_BEGUN("it was not begun"),
    OPEN("it is open"),
    /** Told to commit, and did not answer. */
    NOT_KNOWN("it was told to commit and may have done so"),
    COMMITTED("it is committed"),
    ABORTED("it is aborted"),
    /** Never told to commit, and did not answer the abort: Kafka aborts it by itself. */
    ABANDONED("it is left to Kafka, which aborts it");

    private final String words;

    State(String words) {
        this.words = words;
    }

    /** What happens to a Kafka transaction. */
    enum Event {
        BEGUN,
        COMMITTED,
        COMMIT_NOT_ANSWERED,
        COMMIT_REFUSED,
        ABORTED,
        ABORT_NOT_ANSWERED
    }

    /**
     * The next state.
     *
     * @throws IllegalStateException if that cannot happen in this state
     */
    State after(Event event) {
        return switch (this) {
            case NOT_BEGUN -> event == Event.BEGUN ? OPEN : refuse(event);
            case OPEN ->
                    switch (event) {
                        case BEGUN -> refuse(event);
                        case COMMITTED -> COMMITTED;
                        case COMMIT_NOT_ANSWERED -> NOT_KNOWN;
                        case COMMIT_REFUSED -> OPEN;
                        case ABORTED -> ABORTED;
                        case ABORT_NOT_ANSWERED -> ABANDONED;
                    };
            case NOT_KNOWN ->
                    switch (event) {
                        case COMMITTED -> COMMITTED;
                        case COMMIT_NOT_ANSWERED, COMMIT_REFUSED -> NOT_KNOWN;
                        case BEGUN, ABORTED, ABORT_NOT_ANSWERED -> refuse(event);
                    };
            case COMMITTED, ABORTED, ABANDONED -> refuse(event);
        };
    }

    /** Whether the producer can begin another transaction: nobody knows what this one left. */
    boolean leavesProducerUsable() {
        return this != NOT_KNOWN && this != ABANDONED;
    }

    private State refuse(Event event) {
        throw new IllegalStateException(
                "A Kafka transaction cannot be %s: %s."
                        .formatted(event.name().toLowerCase(Locale.ROOT).replace('_', ' '), words));
    }
}
