package dev.lockstep.lab.fault;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.words.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is sent in a direction is lost for good, and nobody can connect. It is dealt once something
 * was lost: a network that loses what nobody sends has done nothing.
 */
final class Losing implements Dealer {
    private static final Map<Fault, Direction> DIRECTIONS =
            Map.of(
                    Fault.BLACK_HOLE, Direction.BOTH,
                    Fault.ANSWERS_LOST, Direction.ANSWERS);

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration SOMETHING_IS_SENT_WITHIN = Duration.ofSeconds(30);

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
                () -> {
                    // One that is just starting has no connection that could lose anything.
                    await().atMost(READY_WITHIN).until(aim.stack()::isReady);
                    lose(network, direction);
                },
                () -> network.forEach(Relay::mend));
    }

    private static void lose(List<Relay> network, Direction direction) {
        network.forEach(relay -> relay.lose(direction));
        try {
            await().atMost(SOMETHING_IS_SENT_WITHIN)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> network.stream().anyMatch(relay -> relay.losses() > 0));
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Nothing was sent that could be lost, for %d s."
                            .formatted(SOMETHING_IS_SENT_WITHIN.toSeconds()),
                    e);
        }
    }
}
