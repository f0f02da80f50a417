package dev.lockstep.torn;

import dev.lockstep.push.PushEvent;
import java.time.Instant;

/**
 * An event whose row and message have parted, kept until an operator has mended it.
 *
 * @param strategy whose transaction it was, as it stands in the URL
 * @param content to mend it from, whichever half is gone
 * @param half what exists of it
 * @param cause one sentence: what ended the one side otherwise than the other, as far as it is
 *     known
 * @param since when it was found
 */
public record TornEvent(
        Scenario scenario,
        String strategy,
        PushEvent content,
        Half half,
        String cause,
        Instant since) {

    /** Of the event. */
    public String id() {
        return content.id();
    }
}
