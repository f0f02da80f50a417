package dev.lockstep.memo;

import dev.lockstep.push.PushEvent;
import dev.lockstep.torn.Scenario;
import dev.lockstep.transaction.narayana.Narayana;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Where whoever runs a global transaction gets the memo for it. */
@ApplicationScoped
public class Memos {
    private final MemoStore store;
    private final Narayana narayana;
    private final Judge judge;

    @Inject
    public Memos(MemoStore store, Narayana narayana, Judge judge) {
        this.store = store;
        this.narayana = narayana;
        this.judge = judge;
    }

    /**
     * For one transaction that is about to begin.
     *
     * @param strategy whose transaction it is, as it stands in the URL
     */
    public OpenMemo open(Scenario scenario, String strategy) {
        return new OpenMemo(scenario, strategy, store, narayana, judge);
    }

    /** Why no memo can be written, in a sentence, if so: every transaction would be rolled back. */
    public Optional<String> problem() {
        return store.problem();
    }

    /**
     * Whether the row of an event proves nothing: a transaction about it is over and not judged,
     * and its message was not seen. Of an event that no memo was left about, nothing is asked.
     */
    public boolean isRowDoubtful(PushEvent event) {
        return store.isLeft(event.id()) && judge.isAlone(event);
    }
}
