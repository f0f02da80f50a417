package dev.lockstep.torn;

/** A batch was torn: so many of its events are kept as torn, and nothing but that is known. */
public class TornException extends Exception {
    private final int events;

    /**
     * @param events that are kept as torn
     * @param cause what the transaction manager said
     */
    public TornException(int events, Throwable cause) {
        super("%d events are torn".formatted(events), cause);
        this.events = events;
    }

    public int events() {
        return events;
    }
}
