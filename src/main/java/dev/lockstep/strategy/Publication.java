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

    /** Not known yet; both will exist or neither: to be asked by id. */
    record Unknown(String id, Throwable cause) implements Publication {}
}
