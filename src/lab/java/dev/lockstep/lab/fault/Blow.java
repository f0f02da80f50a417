package dev.lockstep.lab.fault;

import dev.lockstep.lab.stack.Direction;
import dev.lockstep.lab.stack.Relay;
import dev.lockstep.lab.stack.Relays;
import dev.lockstep.lab.stack.Role;
import dev.lockstep.lab.stack.Server;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.stack.Servers;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.WildFly;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Part;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
     * @param way whose parts are hit
     */
    public static Blow of(Victim victim, Fault fault, Way way, Servers servers) {
        List<Server> hit = hit(victim, way, servers);
        return switch (fault) {
            case KILL ->
                    new Blow(
                            victim,
                            fault,
                            ServerProcess.RESTART_DELAY,
                            () -> hit.forEach(Server::kill),
                            () -> hit.forEach(Server::bringBack));
            case PAUSE ->
                    new Blow(
                            victim,
                            fault,
                            victim == Victim.SERVER
                                    ? LONGER_THAN_A_TRANSACTION
                                    : LONGER_THAN_A_CALL,
                            () -> hit.forEach(Server::freeze),
                            () -> hit.forEach(Server::thaw));
            default -> throw new IllegalArgumentException(fault + " needs a stack of the lab");
        };
    }

    /**
     * Any fault, of a stack that the lab has started.
     *
     * @param way whose parts are hit
     * @param stack with relays, if the network is to be cut
     */
    public static Blow of(Victim victim, Fault fault, Way way, Stack stack) {
        return switch (fault) {
            case KILL, PAUSE -> of(victim, fault, way, stack.servers());
            case CUT -> cut(victim, fault, Direction.BOTH, way, stack.relays());
            case CUT_REQUESTS -> cut(victim, fault, Direction.REQUESTS, way, stack.relays());
            case CUT_ANSWERS -> cut(victim, fault, Direction.ANSWERS, way, stack.relays());
            case LOG_DELETED -> deleteLog(victim, stack.wildfly());
            case TWIN -> startTwin(victim, stack.twin());
        };
    }

    /** Whether each server that would be hit can be. */
    public static boolean isWithinReach(Victim victim, Way way, Servers servers) {
        return hit(victim, way, servers).stream().allMatch(Server::isWithinReach);
    }

    private static List<Server> hit(Victim victim, Way way, Servers servers) {
        return victim == Victim.SERVER
                ? List.of(servers.first(Role.APPLICATION))
                : parts(victim, way).map(part -> servers.first(role(part))).toList();
    }

    /** Of the server itself none: cut off, it is cut off from all of them. */
    private static Stream<Part> parts(Victim victim, Way way) {
        return way.parts().stream()
                .sorted()
                .filter(part -> victim == Victim.SERVER || part.isHitAs(victim));
    }

    private static Role role(Part part) {
        return switch (part) {
            case POSTGRESQL -> Role.DATABASE;
            case ARTEMIS -> Role.ARTEMIS;
            case KAFKA -> Role.KAFKA;
        };
    }

    private static Blow cut(
            Victim victim, Fault fault, Direction direction, Way way, Relays relays) {
        List<Relay> network =
                parts(victim, way).flatMap(part -> relays.to(role(part)).stream()).toList();
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
