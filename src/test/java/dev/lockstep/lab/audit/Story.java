package dev.lockstep.lab.audit;

import static dev.lockstep.lab.audit.MadeUpRun.Asked.ACKNOWLEDGED;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.DEAD_LETTER;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.FAILED;
import static dev.lockstep.lab.audit.MadeUpRun.Asked.UNKNOWN;
import static dev.lockstep.lab.audit.MadeUpRun.Side.ABSORBED;
import static dev.lockstep.lab.audit.MadeUpRun.Side.CANCELLED;
import static dev.lockstep.lab.audit.MadeUpRun.Side.DEAD_LETTERS;
import static dev.lockstep.lab.audit.MadeUpRun.Side.DELIVERIES;
import static dev.lockstep.lab.audit.MadeUpRun.Side.EARLY;
import static dev.lockstep.lab.audit.MadeUpRun.Side.ROWS;
import static dev.lockstep.lab.audit.MadeUpRun.Side.WAITING;

import dev.lockstep.lab.audit.MadeUpRun.Event;

/**
 * What a correct system does with one request, told as it happens. Whatever is done is done wholly
 * or not at all; an answer may get lost on its way to the caller.
 *
 * @param answered whether the caller heard the answer
 * @param early whether the message is received once before its row can be read, and goes back
 * @param delivered whether the message is delivered by the end, or still on its way
 * @param copied whether the message comes twice, and the consumer knows the second
 */
record Story(Outcome outcome, boolean answered, boolean early, boolean delivered, boolean copied) {

    enum Outcome {
        PUBLISHED,
        ROLLED_BACK,
        COMPENSATED,
        COMPENSATED_AND_PUBLISHED_AGAIN,
        DRAINED,
        LEFT_IN_THE_QUEUE
    }

    void happensIn(MadeUpRun run) {
        switch (outcome) {
            case PUBLISHED -> publish(run.event(answered ? ACKNOWLEDGED : UNKNOWN));
            case ROLLED_BACK -> run.event(answered ? FAILED : UNKNOWN);
            case COMPENSATED -> compensate(run.event(answered ? FAILED : UNKNOWN));
            case COMPENSATED_AND_PUBLISHED_AGAIN -> {
                Event event = run.event(answered ? ACKNOWLEDGED : UNKNOWN);
                compensate(event);
                publish(event);
            }
            case DRAINED -> {
                Event letter = run.event(DEAD_LETTER).put(DEAD_LETTERS);
                letter.put(ROWS).take(DEAD_LETTERS);
            }
            case LEFT_IN_THE_QUEUE -> run.event(DEAD_LETTER).put(DEAD_LETTERS);
        }
    }

    private void publish(Event event) {
        saveAndSend(event);
        if (early) {
            event.shows("premature");
        }
        if (copied) {
            event.put(ABSORBED);
        }
    }

    /** As a saga does: both were there, may have been seen, and are taken back. */
    private void compensate(Event event) {
        saveAndSend(event);
        event.take(ROWS);
        event.take(WAITING);
        for (MadeUpRun.Side received : new MadeUpRun.Side[] {EARLY, DELIVERIES}) {
            if (event.take(received)) {
                event.put(CANCELLED);
            }
        }
    }

    private void saveAndSend(Event event) {
        event.put(WAITING);
        if (early) {
            event.put(EARLY);
        }
        event.put(ROWS);
        if (delivered) {
            event.put(DELIVERIES).take(WAITING);
        }
    }
}
