package dev.lockstep.memo;

import dev.lockstep.push.PushEvent;

/**
 * One event that a transaction is about.
 *
 * @param event with its content: what is lost can be made again from it alone
 * @param letter the message id of the letter that carried it, in a drain; otherwise empty. A letter
 *     from elsewhere may not name its event in a property
 */
public record Matter(PushEvent event, String letter) {
    /** Of an event whose message names it. */
    public static Matter of(PushEvent event) {
        return new Matter(event, "");
    }

    String id() {
        return event.id();
    }
}
