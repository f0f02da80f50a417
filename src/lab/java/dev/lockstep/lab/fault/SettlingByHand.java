package dev.lockstep.lab.fault;

import dev.lockstep.lab.indoubt.ArtemisBranches;
import dev.lockstep.lab.indoubt.Branches;
import dev.lockstep.lab.indoubt.PostgresBranches;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Somebody settles one side's prepared branches, by SQL or at the broker's console, as an impatient
 * person or a scheduled job does: all of them that look old. The coordinator lives, and its thread
 * stands at the step meanwhile, or was killed there and is started after that.
 */
final class SettlingByHand implements Dealer {
    private static final Set<Fault> AFTER_A_KILL =
            EnumSet.of(Fault.KILL_COMMIT_BY_HAND, Fault.KILL_ROLLBACK_BY_HAND);

    private static final Set<Fault> COMMITS =
            EnumSet.of(Fault.COMMIT_BY_HAND, Fault.KILL_COMMIT_BY_HAND);

    /** What is at work is settled sooner than that. */
    private static final Duration LOOKS_OLD = Duration.ofMillis(1500);

    @Override
    public Set<Fault> faults() {
        return EnumSet.of(
                Fault.COMMIT_BY_HAND,
                Fault.ROLLBACK_BY_HAND,
                Fault.KILL_COMMIT_BY_HAND,
                Fault.KILL_ROLLBACK_BY_HAND);
    }

    @Override
    public Blow blow(Aim aim) {
        if (!AFTER_A_KILL.contains(aim.fault())) {
            return Blow.of(aim, Duration.ZERO, () -> settle(aim), () -> {});
        }
        List<Server> coordinator = aim.servers(Victim.SERVER);
        return Blow.of(
                        aim,
                        ServerProcess.RESTART_DELAY,
                        () -> {
                            coordinator.forEach(Server::kill);
                            settle(aim);
                        },
                        () -> coordinator.forEach(Server::bringBack))
                .killingTheServer();
    }

    private static void settle(Aim aim) {
        Branches branches =
                aim.victim() == Victim.DATABASE
                        ? new PostgresBranches(aim.target())
                        : new ArtemisBranches(aim.target());
        long settled =
                old(branches).stream()
                        .filter(
                                COMMITS.contains(aim.fault())
                                        ? branches::commit
                                        : branches::rollBack)
                        .count();
        if (settled == 0) {
            throw new IllegalStateException(
                    "No branch of the %s was there to be settled.".formatted(aim.victim().word()));
        }
    }

    /** Seen at two looks. */
    private static Set<String> old(Branches branches) {
        Set<String> seen = branches.prepared();
        try {
            TimeUnit.MILLISECONDS.sleep(LOOKS_OLD.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seen.retainAll(branches.prepared());
        return seen;
    }
}
