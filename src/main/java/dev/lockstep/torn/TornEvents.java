package dev.lockstep.torn;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The torn events, kept in the database until an operator has mended them. */
@ApplicationScoped
public class TornEvents {
    /**
     * Keeps it, in a transaction of its own, and names it in the log. One that is open already, by
     * its id and scenario, is left as it is.
     *
     * @throws RuntimeException if it could not be stored; nothing was changed
     */
    public void keep(TornEvent torn) {
        throw new UnsupportedOperationException("not stored yet: " + torn.id());
    }

    /** The open entry of an event, if it has one. */
    public Optional<TornEvent> open(String eventId) {
        return Optional.empty();
    }

    /** All that are open, the oldest first. */
    public List<TornEvent> allOpen() {
        return List.of();
    }
}
