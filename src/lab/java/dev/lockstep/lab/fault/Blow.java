package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.stack.Servers;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.WildFly;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A fault that can be dealt to one victim, and its repair by whoever keeps such things running:
 * what was killed is started again, what stood goes on, what was cut is joined.
 */
public final class Blow {
    // Whoever waits for a participant gives up after 5 s (Artemis) to 10 s (a socket of the
    // database's driver); whoever waits for the server's transactions does after 20 s, and so does
    // recovery, which leaves a branch without a log entry alone for 10 s and looks every 5 s.
    private static final Duration LONGER_THAN_A_CALL = Duration.ofSeconds(12);
    private static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(22);

    private final Victim victim;
    private final Fault fault;
    private final Duration length;
    private final Runnable strike;
    private final Runnable mend;

    private Blow(Victim victim, Fault fault, Duration length, Runnable strike, Runnable mend) {
        this.victim = victim;
        this.fault = fault;
        this.length = length;
        this.strike = strike;
        this.mend = mend;
    }

    /**
     * Whether a fault of this kind says something about the victim that another does not. Cut off,
     * the server is alone; what it does not hear are the answers of both its participants.
     */
    public static boolean isPossible(Victim victim, Fault fault) {
        return victim == Victim.SERVER
                ? fault != Fault.CUT_REQUESTS && fault != Fault.CUT_ANSWERS
                : !fault.isMistake();
    }

    /**
     * A kill or a pause, of a system that anybody may have started.
     *
     * @param parts those that the strategy uses
     */
    public static Blow of(Victim victim, Fault fault, Servers servers, Set<Role> parts) {
        Server server = servers.first(role(victim, parts));
        return switch (fault) {
            case KILL ->
                    new Blow(
                            victim,
                            fault,
                            ServerProcess.RESTART_DELAY,
                            server::kill,
                            server::bringBack);
            case PAUSE ->
                    new Blow(
                            victim,
                            fault,
                            victim == Victim.SERVER
                                    ? LONGER_THAN_A_TRANSACTION
                                    : LONGER_THAN_A_CALL,
                            server::freeze,
                            server::thaw);
            default -> throw new IllegalArgumentException(fault + " needs a stack of the lab");
        };
    }

    /**
     * Any fault, of a stack that the lab has started.
     *
     * @param stack with relays, if the network is to be cut
     * @param parts those that the strategy uses
     */
    public static Blow of(Victim victim, Fault fault, Stack stack, Set<Role> parts) {
        return switch (fault) {
            case KILL, PAUSE -> of(victim, fault, stack.servers(), parts);
            case CUT -> cut(victim, fault, Direction.BOTH, stack, parts);
            case CUT_REQUESTS -> cut(victim, fault, Direction.REQUESTS, stack, parts);
            case CUT_ANSWERS -> cut(victim, fault, Direction.ANSWERS, stack, parts);
            case LOG_DELETED -> deleteLog(victim, stack.wildfly());
            case TWIN -> startTwin(victim, stack.twin());
        };
    }

    private static Role role(Victim victim, Set<Role> parts) {
        return switch (victim) {
            case SERVER -> Role.APPLICATION;
            case DATABASE -> Role.DATABASE;
            case BROKER ->
                    parts.stream().filter(part -> part != Role.DATABASE).findFirst().orElseThrow();
        };
    }

    private static Blow cut(
            Victim victim, Fault fault, Direction direction, Stack stack, Set<Role> parts) {
        List<Relay> network =
                (victim == Victim.SERVER ? parts : Set.of(role(victim, parts)))
                        .stream().flatMap(role -> stack.relays().to(role).stream()).toList();
        return new Blow(
                victim,
                fault,
                LONGER_THAN_A_CALL,
                () -> network.forEach(relay -> relay.cut(direction)),
                () -> network.forEach(Relay::mend));
    }

    private static Blow deleteLog(Victim victim, WildFly server) {
        return new Blow(
                victim,
                Fault.LOG_DELETED,
                ServerProcess.RESTART_DELAY,
                () -> {
                    server.process().kill();
                    server.loseTransactionLog();
                },
                server.process()::bringBack);
    }

    private static Blow startTwin(Victim victim, WildFly twin) {
        return new Blow(
                victim,
                Fault.TWIN,
                LONGER_THAN_A_TRANSACTION,
                () -> {
                    twin.process().launch();
                    twin.process().awaitReady();
                },
                twin.process()::kill);
    }

    /** Deals it. */
    public void strike() {
        strike.run();
    }

    /** How long somebody needs to notice and to repair it. */
    public Duration length() {
        return length;
    }

    /** Repairs it. */
    public void mend() {
        mend.run();
    }

    /** Whether the server is dead, and every rule of the fault agent with it. */
    public boolean killsServer() {
        return victim == Victim.SERVER && (fault == Fault.KILL || fault == Fault.LOG_DELETED);
    }

    /** Whether threads that stand at a step go on before the repair, and into the fault. */
    public boolean letsThreadsGo() {
        return victim != Victim.SERVER || (fault != Fault.PAUSE && fault != Fault.TWIN);
    }

    @Override
    public String toString() {
        return "%s of the %s".formatted(fault.word(), victim.word());
    }
}
