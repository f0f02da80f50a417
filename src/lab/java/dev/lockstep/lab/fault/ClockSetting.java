package dev.lockstep.lab.fault;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.lab.words.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * The server's clock is set, under load and right again under load; or at rest, before anybody
 * calls, and right again after all is audited. The first such fault starts the server anew, with a
 * clock that can be set; it keeps that.
 */
final class ClockSetting implements Dealer {
    private static final Duration FAR = Duration.ofMinutes(10);

    /** Of a clock that was set at rest: calls that begin and end by it. */
    private static final Duration UNDER_LOAD_FOR = Duration.ofSeconds(4);

    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    private static final Map<Fault, Duration> AHEAD =
            Map.of(
                    Fault.CLOCK_FORTH,
                    FAR,
                    Fault.CLOCK_BACK,
                    FAR.negated(),
                    Fault.CLOCK_FORTH_AT_REST,
                    FAR,
                    Fault.CLOCK_BACK_AT_REST,
                    FAR.negated());

    private static final Set<Fault> AT_REST =
            Set.of(Fault.CLOCK_FORTH_AT_REST, Fault.CLOCK_BACK_AT_REST);

    @Override
    public Set<Fault> faults() {
        return AHEAD.keySet();
    }

    @Override
    public Blow blow(Aim aim) {
        Stack stack = aim.stack();
        ClockJump jump = ClockJump.of(stack.wildfly(), AHEAD.get(aim.fault()));
        // Of a run that has failed the server may be dead: then this is read at its start.
        Runnable setRight = () -> stack.wildfly().clock().set(Duration.ZERO);
        return AT_REST.contains(aim.fault())
                ? Blow.of(aim, UNDER_LOAD_FOR, jump::strike, () -> {})
                        .within(() -> strikeAtRest(stack, jump), setRight)
                : Blow.of(aim, Lengths.LONGER_THAN_A_CALL, jump::strike, jump::mend)
                        .within(() -> haveSettableClock(stack), setRight);
    }

    /** Strikes; to strike again later asks the server once more whether its time is still that. */
    private static void strikeAtRest(Stack stack, ClockJump jump) {
        haveSettableClock(stack);
        jump.strike();
    }

    private static void haveSettableClock(Stack stack) {
        WildFly server = stack.wildfly();
        if (server.isClockSettable()) {
            return;
        }
        server.settableClock(true);
        server.process().kill();
        stack.startWhatIsDown();
        await().atMost(READY_LIMIT).until(stack::isReady);
    }
}
