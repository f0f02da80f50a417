package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import java.util.List;
import java.util.Set;

/** kill -9, and a start again. */
final class Killing implements Dealer {
    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.KILL);
    }

    @Override
    public Blow blow(Aim aim) {
        List<Server> hit = aim.servers();
        Blow blow =
                Blow.of(
                        aim,
                        ServerProcess.RESTART_DELAY,
                        () -> hit.forEach(Server::kill),
                        () -> hit.forEach(Server::bringBack));
        return aim.victim() == Victim.SERVER ? blow.killingTheServer() : blow;
    }
}
