package dev.lockstep.memo;

import dev.lockstep.push.PushEvent;
import dev.lockstep.torn.Half;
import dev.lockstep.torn.TornEvent;
import dev.lockstep.torn.TornEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Compares both sides of a transaction that is over, and keeps what is torn. */
@ApplicationScoped
public class Judge {
    private static final Logger LOG = Logger.getLogger(Judge.class);

    /** For a caller who waits: the same must be seen so often, with a pause in between. */
    private static final int LOOKS_AT_ONCE = 4;

    private static final long PAUSE_MILLISECONDS = 500;

    private final Branches branches;
    private final BothSides sides;
    private final TornEvents tornEvents;

    @Inject
    public Judge(Branches branches, BothSides sides, TornEvents tornEvents) {
        this.branches = branches;
        this.sides = sides;
        this.tornEvents = tornEvents;
    }

    /**
     * What exists of the events, by a caller who has just been told that the sides may differ.
     *
     * @return nothing if the transaction is not over, a side cannot be asked, or the looks differ
     */
    Optional<Map<String, Half>> atOnce(Memo memo) {
        try {
            branches.forgetHeuristics(memo);
            List<Map<String, Half>> looks = new ArrayList<>();
            while (looks.size() < LOOKS_AT_ONCE) {
                if (!looks.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
                }
                Optional<Map<String, Half>> look = isOver(memo) ? look(memo) : Optional.empty();
                if (look.isEmpty() || isSeen(memo, look.get())) {
                    return look;
                }
                looks.add(look.get());
            }
            return looks.stream().distinct().count() == 1
                    ? Optional.of(looks.get(0))
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (Exception e) {
            LOG.debugf("Transaction %s is judged later: %s", memo.transaction(), e);
            return Optional.empty();
        }
    }

    private boolean isOver(Memo memo) throws Exception {
        return !branches.isAtWork(memo) && !branches.unsettled().contains(memo.transaction());
    }

    /** One look. */
    Optional<Map<String, Half>> look(Memo memo) throws Exception {
        return sides.look(memo);
    }

    /**
     * Whether its row is there, and no message of it is seen at several looks: one that is just
     * being delivered has its delivery soon.
     */
    boolean isAlone(PushEvent event) {
        boolean stored = false;
        try {
            stored = sides.hasRow(event.id());
            boolean alone = stored;
            for (int look = 1; alone && look <= LOOKS_AT_ONCE; look++) {
                if (look > 1) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
                }
                alone = !sides.hasMessage(event);
            }
            return alone;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stored;
        } catch (Exception e) {
            LOG.debugf("The message of event %s cannot be looked for: %s", event.id(), e);
            return stored;
        }
    }

    /** Whether every event was seen to be whole, so that no second look is needed. */
    static boolean isSeen(Memo memo, Map<String, Half> halves) {
        return halves.values().stream().allMatch(half -> Verdict.isSeen(memo.scenario(), half));
    }

    /**
     * Hands what is torn to those who keep it.
     *
     * @throws RuntimeException if one could not be kept: the memo is still needed
     */
    Judgement keepTorn(Memo memo, Map<String, Half> halves, String cause) {
        List<TornEvent> torn = new ArrayList<>();
        for (Matter matter : memo.matters()) {
            Half half = halves.get(matter.id());
            if (Verdict.isTorn(memo.scenario(), half, memo.promised())) {
                torn.add(tornEvent(memo, matter, half, cause));
            }
        }
        torn.forEach(tornEvents::keep);
        return new Judgement(halves, torn);
    }

    private static TornEvent tornEvent(Memo memo, Matter matter, Half half, String cause) {
        return new TornEvent(
                memo.scenario(), memo.strategy(), matter.event(), half, cause, Instant.now());
    }
}
