package dev.lockstep.torn;

import dev.lockstep.part.Cause;

/** How an operator's order ended. */
public sealed interface Mending {
    /** Reads it: whoever does so has an answer to each case. */
    <R> R fold(Cases<R> cases);

    /** An answer to each case. */
    interface Cases<R> {
        R done(Done done);

        R refused(Refused refused);

        R rolledBack(RolledBack rolledBack);

        R unknown(Unknown unknown);
    }

    /** The event is mended, and its entry closed. */
    record Done(TornEvent before, Half after) implements Mending {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.done(this);
        }
    }

    /** Nothing was changed on either side. */
    record Refused(Refusal refusal, Half now) implements Mending {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** A part refused or is away: nothing was changed, safe to order again. */
    record RolledBack(Cause cause) implements Mending {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rolledBack(this);
        }
    }

    /** Not known yet: all of it will be done or nothing. */
    record Unknown(Cause cause) implements Mending {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** Why an order is refused. */
    enum Refusal {
        /** No entry has this id. */
        NO_ENTRY,
        /** Somebody was faster. */
        MENDED_ALREADY,
        /** Somebody else is at it. */
        AT_WORK,
        /** The verb would make it worse. */
        DOES_NOT_FIT,
        /** What exists is something else than what is kept; the entry says so from now on. */
        CHANGED,
        /** The same, and nothing is torn any more: the entry is closed. */
        WHOLE,
        /** The message has been delivered, and cannot be taken back. */
        DELIVERED,
        /** A consumer has the message at this moment. */
        OUT_OF_REACH
    }
}
