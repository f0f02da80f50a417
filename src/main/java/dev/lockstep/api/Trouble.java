package dev.lockstep.api;

import dev.lockstep.strategy.Publication;
import dev.lockstep.torn.TornEvent;

/**
 * All that the API answers instead of what was asked for: from the cause to its status and its
 * sentence. A sentence says what happened, whether anything was changed, and what to do.
 */
enum Trouble {
    // What the caller sent
    EVENT_INVALID(400, "The push event is refused, nothing was changed: %s."),
    NUMBER_INVALID(400, "%s must be a whole number from 1 to %d; nothing was changed."),
    BODY_NOT_UTF8(400, "The request body is not UTF-8; nothing was changed. Send UTF-8 JSON."),
    BODY_ENDED_EARLY(400, "The request body ended early; nothing was changed. Send it again."),
    BODY_TOO_LARGE(
            413,
            "The request body is larger than %d bytes; nothing was changed. Send a shorter event."),
    NO_SUCH_EVENT(
            404,
            "No push event has this id; one whose outcome is not known yet shows up once it is settled."),
    TORN_WITHOUT_ROW(
            404,
            "No row has this id, but an event with it is torn: %s, and an operator has to mend it (GET /api/torn-events)."),
    REASON_INVALID(
            400,
            "The body must be a JSON object whose member reason says why, in 1 to %d characters; nothing was changed."),
    NO_TORN_EVENT(
            404,
            "No torn event has this id; nothing was changed. GET /api/torn-events lists them."),
    NO_SUCH_STRATEGY(
            404, "There is no such strategy; nothing was changed. GET /api/strategies lists them."),
    ID_TAKEN(
            409,
            "This id is stored with other content; nothing was changed. Use a new id for a new event."),

    // What the server refuses by itself; the last two under whatever status it has given
    NOT_LOGGED_IN(401, "Credentials are needed, or these are not known; nothing was changed."),
    NOT_ALLOWED(403, "Your role does not allow this; nothing was changed."),
    NOTHING_THERE(404, "There is nothing here; nothing was changed."),
    METHOD_NOT_ALLOWED(405, "This method is not allowed here; nothing was changed."),
    JSON_NOT_ACCEPTED(
            406, "The answer is JSON only; nothing was changed. Accept application/json."),
    REQUEST_TOO_LARGE(413, "The request is too large; nothing was changed."),
    BODY_NOT_JSON(
            415,
            "The body must be JSON; nothing was changed. Send Content-Type: application/json."),
    NO_SENSE_HERE(
            400, "There is nothing here, or the request makes no sense here; nothing was changed."),
    SERVER_REFUSED(404, "The server refused the request; nothing was changed."),

    // How a publish ended
    ROLLED_BACK(
            503,
            "The database or the broker refused or is away, and everything was rolled back: neither row nor message exists. It is safe to send the event again, best with the same id."),
    ROW_NOT_TAKEN_BACK(
            500,
            "The row of this event is stored, but its message was not sent, and the row could not be taken back. A repeat would not send it: publish the event under a new id."),
    ROW_ALONE(
            500,
            "The row of this event is stored, but Kafka did not commit its message. A repeat would not send it: publish the event under a new id."),
    ROW_AND_PERHAPS_MESSAGE(
            500,
            "The row of this event is stored, but Kafka did not answer whether it committed its message. A repeat would not send it: ask GET /api/push-events/{id} later, and if it is not delivered, publish the event under a new id."),
    MESSAGE_ALONE(
            500,
            "The message of this event is sent and cannot be taken back, but its row was not stored. Send it again with the same id: that stores the row, and sends a second message."),
    KEPT_ROW_ALONE(
            500,
            "This event is torn: its row is stored, but its message was neither sent nor delivered."
                    + Words.TO_BE_MENDED),
    KEPT_MESSAGE_ALONE(
            500,
            "This event is torn: its message was sent, but its row is not stored."
                    + Words.TO_BE_MENDED),
    KEPT_BOTH(
            500,
            "This event was torn, and its row and its message exist both." + Words.TO_BE_MENDED),
    KEPT_NEITHER(
            500,
            "This event is lost: neither its row nor its message exists." + Words.TO_BE_MENDED),
    NOT_KNOWN_ATOMIC(504, Words.NOT_KNOWN.formatted(Words.BOTH_OR_NEITHER)),
    NOT_KNOWN_NOT_ATOMIC(504, Words.NOT_KNOWN.formatted(Words.PERHAPS_HALF)),

    // How a drain ended
    DRAIN_STOPPED_ATOMIC(
            503,
            Words.STOPPED
                    + "Each of the others is still in the dead-letter queue or, if its transaction was just being decided, drained whole. It is safe to drain again."),
    DRAIN_STOPPED_NOT_ATOMIC(
            503,
            Words.STOPPED
                    + "The others are still in the dead-letter queue, except what this strategy may have torn of the batch at work (GET /api/strategies). Drain again."),

    DRAIN_TORN(
            500,
            "The drain stopped after %d settled messages and tore its last transaction: %d of its events are kept as torn. Draining again does not help them: an operator has to mend each (GET /api/torn-events)."),

    // How an operator's order about a torn event ended
    MENDED_ALREADY(409, "This event has been mended already; nothing was changed by this call."),
    MENDED_BY_OTHERS_NOW(
            409,
            "Somebody else is mending this event or using its id at this moment; nothing was changed by this call. Look at GET /api/torn-events."),
    VERB_DOES_NOT_FIT(
            409,
            "%s would not mend this event, of which %s; nothing was changed. Use another verb."),
    CHANGED_SINCE(
            409,
            "What exists of this event has changed since it was kept as torn: now %s. Nothing was changed but the entry. Look at GET /api/torn-events and decide again."),
    WHOLE_BY_NOW(
            409,
            "This event is whole by now: %s. Its entry is closed, and nothing else was changed."),
    DELIVERED_ALREADY(
            409,
            "The message of this event has been delivered and cannot be taken back; nothing was changed. Store the row again."),
    MESSAGE_OUT_OF_REACH(
            409,
            "The message of this event is with a consumer at this moment and cannot be taken; nothing was changed. Try again."),
    MENDING_NOT_KNOWN(
            504,
            "Whether this event is mended is not known yet; all of it will be done or nothing. Look at GET /api/torn-events in a minute."),

    // What went wrong on our side elsewhere
    PART_AWAY(503, "The database or the broker is away; nothing was changed. Try again."),
    NOT_FORESEEN(
            500,
            "The request failed inside the server, which has logged it; ask by id whether anything was changed.");

    private final int status;
    private final String sentence;

    Trouble(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    /** By which half a publish has left. */
    static Trouble of(Publication.Left left) {
        return switch (left) {
            case ROW_NOT_TAKEN_BACK -> ROW_NOT_TAKEN_BACK;
            case ROW -> ROW_ALONE;
            case ROW_AND_PERHAPS_MESSAGE -> ROW_AND_PERHAPS_MESSAGE;
            case MESSAGE -> MESSAGE_ALONE;
        };
    }

    /** By what exists of an event that is kept as torn. */
    static Trouble of(TornEvent torn) {
        return switch (torn.half()) {
            case ROW_ONLY -> KEPT_ROW_ALONE;
            case MESSAGE_ONLY -> KEPT_MESSAGE_ALONE;
            case NEITHER -> KEPT_NEITHER;
            case BOTH -> KEPT_BOTH;
        };
    }

    /**
     * @param details what the sentence leaves open, in its order
     */
    Problem problem(Object... details) {
        return problemOf(status, details);
    }

    /** The same under another status, for what is refused in several ways. */
    Problem problemOf(int anotherStatus, Object... details) {
        return new Problem(anotherStatus, sentence.formatted(details));
    }

    /** What is said in more than one place. */
    private static final class Words {
        static final String TO_BE_MENDED =
                " A repeat changes nothing and does not help: an operator has to mend it (GET /api/torn-events).";
        static final String NOT_KNOWN =
                "The outcome for this id is not known yet: an attempt is under way or in doubt. %s ask GET /api/push-events/{id}, or send it again with the same id.";
        static final String BOTH_OR_NEITHER = "Row and message will both exist or neither;";
        static final String PERHAPS_HALF =
                "This strategy does not promise that row and message will both exist or neither;";
        static final String STOPPED =
                "The database or the broker refused or is away: the drain stopped after %d settled messages. ";
    }
}
