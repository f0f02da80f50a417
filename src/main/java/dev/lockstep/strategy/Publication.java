package dev.lockstep.strategy;

import dev.lockstep.push.PushEvent;

/** How a publish ended. */
public sealed interface Publication {
    /** Row and message are there, or certain to be. */
    record Stored(PushEvent event) implements Publication {}

    /** They were already there, with the same content: a repeat, nothing was done. */
    record Repeated(PushEvent event) implements Publication {}

    /** The id is stored with other content; nothing was done. */
    record IdTaken(String id) implements Publication {}

    /** Neither row nor message exists or will exist: safe to send again. */
    record RolledBack(Throwable cause) implements Publication {}

    /**
     * One side has it and the other has not, and nobody will mend that by himself. Strategies that
     * are atomic never say so.
     *
     * @param state one sentence for the caller: what exists, what does not, and what to do
     */
    record Torn(String id, String state, Throwable cause) implements Publication {}

    /** Not known yet; under an atomic strategy both will exist or neither. To be asked by id. */
    record Unknown(String id, Throwable cause) implements Publication {}
}
