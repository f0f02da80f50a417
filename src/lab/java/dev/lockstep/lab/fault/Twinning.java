package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.lab.words.Fault;
import java.util.Set;

/** A second server runs for a while that signs its transactions with the name of the first. */
final class Twinning implements Dealer {
    @Override
    public Set<Fault> faults() {
        return Set.of(Fault.TWIN);
    }

    @Override
    public Blow blow(Aim aim) {
        WildFly twin = aim.stack().twin();
        return Blow.of(
                        aim,
                        Lengths.LONGER_THAN_A_TRANSACTION,
                        () -> {
                            twin.process().launch();
                            twin.process().awaitReady();
                        },
                        twin.process()::kill)
                .holdingThreads();
    }
}
