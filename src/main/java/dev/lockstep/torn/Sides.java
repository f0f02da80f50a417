package dev.lockstep.torn;

import dev.lockstep.part.artemis.EventMessages;
import dev.lockstep.part.database.Database;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.EntityManager;

/** What exists of an event, as the data say it. */
@ApplicationScoped
public class Sides {
    private final EventMessages messages;
    private final EntityManager rows;

    @Inject
    public Sides(EventMessages messages, Database database) {
        this.messages = messages;
        this.rows = database.rowsInLocalTransactions();
    }

    /**
     * What the database says of an event.
     *
     * @param row whether it is stored, with this content
     * @param delivered whether its message has been received and its row read then
     */
    record Stored(boolean row, boolean delivered) {
        static Stored of(PushEvent event, EntityManager rows) {
            return new Stored(
                    new PushStore(rows).find(event.id()).map(event::sameContentAs).orElse(false),
                    (Boolean)
                            rows.createNativeQuery(
                                            "SELECT EXISTS (SELECT FROM delivery"
                                                    + " WHERE event_id = ?1 AND row_seen AND cancelled_at IS NULL)",
                                            Boolean.class)
                                    .setParameter(1, event.id())
                                    .getSingleResult());
        }
    }

    /**
     * @param message whether it lies in its queue
     */
    record Look(Scenario scenario, Stored stored, boolean message) {
        Half half() {
            boolean hasMessage = message || (scenario == Scenario.PUBLISH && stored.delivered());
            return Half.of(stored.row(), hasMessage);
        }
    }

    /** Looks at the queue first: what is delivered in between is in the database by then. */
    Look look(TornEvent torn) {
        boolean message = hasMessage(torn);
        return new Look(torn.scenario(), Stored.of(torn.content(), rows), message);
    }

    private boolean hasMessage(TornEvent torn) {
        try {
            return switch (torn.scenario()) {
                case PUBLISH -> messages.isUnderWay(torn.content());
                case DRAIN -> messages.isLetter(torn.content());
            };
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
