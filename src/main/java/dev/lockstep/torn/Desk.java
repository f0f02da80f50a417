package dev.lockstep.torn;

import dev.lockstep.part.artemis.EventMessages;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import dev.lockstep.torn.Mending.Refusal;
import jakarta.jms.JMSException;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an event is mended, in the transaction of the caller: the entry is locked, the data are
 * compared once more, the work is done and the entry closed, all or nothing.
 */
final class Desk {
    private final Entries entries;
    private final PushStore store;
    private final EntityManager rows;
    private final EventMessages messages;

    /**
     * @param rows in the kind of transaction that the caller works in
     */
    Desk(EntityManager rows, EventMessages messages) {
        this.entries = new Entries(rows);
        this.store = new PushStore(rows);
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * @param seen what the database said when both sides were looked at
     * @return why it is refused; then the transaction has to be taken back
     */
    Optional<Refusal> mend(Order order, TornEvent torn, Work work, Sides.Stored seen)
            throws JMSException {
        Optional<Entry> entry = entries.lockOpen(torn);
        if (entry.isEmpty()) {
            return Optional.of(Refusal.MENDED_ALREADY);
        }
        if (!Sides.Stored.of(torn.content(), rows).equals(seen)) {
            return Optional.of(Refusal.CHANGED);
        }
        entry.get().mended(order, order.verb().toString(), work.leaves(), Instant.now());
        rows.flush();
        return carryOut(work, torn) ? Optional.empty() : Optional.of(Refusal.OUT_OF_REACH);
    }

    /**
     * Corrects the entry.
     *
     * @return whether it is closed with that, since nothing is torn any more
     */
    boolean correct(Order order, TornEvent torn, Half now) {
        boolean whole = Work.isWhole(torn.scenario(), now);
        entries.lockOpen(torn)
                .ifPresent(
                        entry -> {
                            entry.became(now);
                            if (whole) {
                                entry.mended(order, "found whole", now, Instant.now());
                            }
                        });
        rows.flush();
        return whole;
    }

    /** False if the message is out of reach. */
    private boolean carryOut(Work work, TornEvent torn) throws JMSException {
        PushEvent event = torn.content();
        switch (work) {
            case SEND -> messages.send(event);
            case STORE_ROW_OF_MESSAGE, STORE_ROW_OF_LETTER -> store(torn);
            case STORE_AND_SEND -> {
                store(torn);
                messages.send(event);
            }
            case DELETE_ROW -> store.removeAll(List.of(event.id()));
            case TAKE_MESSAGE -> {
                return messages.take(event);
            }
            case TAKE_LETTER -> {
                return messages.takeLetter(event);
            }
            case GIVE_UP -> {
                // Nothing exists, and nothing will.
            }
        }
        return true;
    }

    private void store(TornEvent torn) {
        store.save(torn.content().savedBy(torn.strategy()));
    }
}
