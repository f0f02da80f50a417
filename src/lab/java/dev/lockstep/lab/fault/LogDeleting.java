package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.lab.words.Fault;
import java.util.Set;

/** kill -9, and a start again without the transaction log. */
final class LogDeleting implements Dealer {
    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.LOG_DELETED);
    }

    @Override
    public Blow blow(Aim aim) {
        WildFly server = aim.stack().wildfly();
        return Blow.of(
                        aim,
                        ServerProcess.RESTART_DELAY,
                        () -> {
                            server.process().kill();
                            server.loseTransactionLog();
                        },
                        server.process()::bringBack)
                .killingTheServer();
    }
}
