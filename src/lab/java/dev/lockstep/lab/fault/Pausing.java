package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Stopped where it stands, and let go. */
final class Pausing implements Dealer {
    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.PAUSE);
    }

    @Override
    public Blow blow(Aim aim) {
        List<Server> hit = aim.servers();
        boolean server = aim.victim() == Victim.SERVER;
        Duration length = server ? Lengths.LONGER_THAN_A_TRANSACTION : Lengths.LONGER_THAN_A_CALL;
        Blow blow =
                Blow.of(
                        aim,
                        length,
                        () -> hit.forEach(Server::freeze),
                        () -> hit.forEach(Server::thaw));
        return server ? blow.holdingThreads() : blow;
    }
}
