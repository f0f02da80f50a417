package dev.lockstep.strategy;

import dev.lockstep.part.Cause;
import dev.lockstep.push.PushEvent;
import dev.lockstep.torn.TornEvent;

/** How a publish ended. */
public sealed interface Publication {
    /** Reads it: whoever does so has an answer to each case. */
    <R> R fold(Cases<R> cases);

    /** An answer to each case. */
    interface Cases<R> {
        R stored(Stored stored);

        R repeated(Repeated repeated);

        R idTaken(IdTaken idTaken);

        R rolledBack(RolledBack rolledBack);

        R torn(Torn torn);

        R tornAndKept(TornAndKept kept);

        R unknown(Unknown unknown);
    }

    /** Row and message are there, or certain to be. */
    record Stored(PushEvent event) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.stored(this);
        }
    }

    /** They were already there, with the same content: a repeat, nothing was done. */
    record Repeated(PushEvent event) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.repeated(this);
        }
    }

    /** The id is stored with other content; nothing was done. */
    record IdTaken(String id) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.idTaken(this);
        }
    }

    /** Neither row nor message exists or will exist: safe to send again. */
    record RolledBack(Cause cause) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.rolledBack(this);
        }
    }

    /**
     * One side has it and the other has not, and nobody will mend that by himself. Strategies that
     * are atomic never say so.
     */
    record Torn(String id, Left left, Cause cause) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.torn(this);
        }
    }

    /**
     * The same of an atomic strategy, which a fault outside of its promise has torn: kept until an
     * operator has mended it, and answered to every repeat until then.
     */
    record TornAndKept(TornEvent event) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tornAndKept(this);
        }
    }

    /** Not known yet; under an atomic strategy both will exist or neither. To be asked by id. */
    record Unknown(String id, Cause cause) implements Publication {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknown(this);
        }
    }

    /** Which half of a torn publish exists, and why the other one does not. */
    enum Left {
        /** The message was not sent, and the row could not be taken back. */
        ROW_NOT_TAKEN_BACK,
        /** Kafka did not commit the message. */
        ROW,
        /** Kafka did not answer whether it committed the message. */
        ROW_AND_PERHAPS_MESSAGE,
        /** The row was not stored, and the message cannot be taken back. */
        MESSAGE
    }
}
