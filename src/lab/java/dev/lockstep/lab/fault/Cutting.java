package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.words.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is sent in a direction is held for a while, as in TCP, and arrives later. */
final class Cutting implements Dealer {
    private static final Map<Fault, Direction> DIRECTIONS =
            Map.of(
                    Fault.CUT, Direction.BOTH,
                    Fault.CUT_REQUESTS, Direction.REQUESTS,
                    Fault.CUT_ANSWERS, Direction.ANSWERS);

    @Override
    public Set<Fault> faults() {
        return DIRECTIONS.keySet();
    }

    @Override
    public Blow blow(Aim aim) {
        List<Relay> network = aim.links();
        Direction direction = DIRECTIONS.get(aim.fault());
        return Blow.of(
                aim,
                Lengths.LONGER_THAN_A_CALL,
                () -> network.forEach(relay -> relay.cut(direction)),
                () -> network.forEach(Relay::mend));
    }
}
