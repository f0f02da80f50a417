package dev.lockstep.memo;

import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.PreparedBranches;
import dev.lockstep.transaction.narayana.Narayana;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.transaction.xa.Xid;

/** Which transactions are not over yet. */
@ApplicationScoped
public class Branches {
    private final Narayana narayana;
    private final PreparedBranches database;
    private final Queues queues;

    @Inject
    public Branches(Narayana narayana, PreparedBranches database, Queues queues) {
        this.narayana = narayana;
        this.database = database;
        this.queues = queues;
    }

    /** Under way in this server, or decided and in the log. To be asked before the parts are. */
    boolean isAtWork(Memo memo) {
        return narayana.isAtWork(memo.transaction());
    }

    /** Lets the log forget what only a person could end; the memo knows more of it. */
    void forgetHeuristics(Memo memo) {
        narayana.forgetHeuristics(memo.transaction());
    }

    /**
     * The transactions that have an unsettled branch in one of the parts.
     *
     * @throws Exception if one of the parts cannot be asked
     */
    Set<String> unsettled() throws Exception {
        Stream<Xid> all =
                Stream.concat(database.all().stream(), queues.unsettledBranches().stream());
        return all.map(narayana::transactionOf)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }
}
