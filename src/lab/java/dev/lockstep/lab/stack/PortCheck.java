package dev.lockstep.lab.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether everything that a stack listens on is free. */
final class PortCheck {
    private PortCheck() {}

    /**
     * Fails with the name of the first port that something else holds.
     *
     * @param seats of all processes, in the order in which they are started
     * @param ports of the stack
     * @param network which ports it takes beside the servers' own
     * @throws StackProblem naming the port and the way round it
     */
    static void requireFree(List<Seat> seats, Ports ports, Network network) {
        // The application's own first: those are the ports that people know.
        List<Seat> lastFirst = new ArrayList<>(seats);
        Collections.reverse(lastFirst);
        for (Seat seat : lastFirst) {
            all(seat, ports, network).forEach(PortCheck::requireFree);
        }
    }

    /** What one process listens on, and the relay before it, each by what it is used for. */
    static Map<String, Integer> all(Seat seat, Ports ports, Network network) {
        Ports own = ports.of(seat);
        Map<String, Integer> all = new LinkedHashMap<>(uses(seat, own));
        if (network != Network.DIRECT && seat.role().isResource()) {
            all.putAll(relays(seat, own));
        }
        return all;
    }

    private static Map<String, Integer> uses(Seat seat, Ports ports) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        String name = seat.name();
        switch (seat.role()) {
            case DATABASE -> uses.put(name, ports.postgres());
            case ARTEMIS -> {
                uses.put(name, ports.artemis());
                uses.put(name + " console", ports.artemisConsole());
            }
            case KAFKA -> {
                uses.put(name, ports.kafka());
                uses.put(name + " controller", ports.kafkaController());
            }
            case APPLICATION -> {
                uses.put(name + " HTTP", ports.http());
                uses.put(name + " management", ports.management());
                uses.put(name + " recovery", ports.recovery());
                uses.put(name + " recovery status", ports.recoveryStatus());
                uses.put(name + " LRA coordinator", ports.lraCoordinator());
                uses.put(name + " LRA callbacks", ports.lraCallbacks());
                uses.put(name + " fault agent", ports.faultAgent());
            }
        }
        return uses;
    }

    private static Map<String, Integer> relays(Seat seat, Ports ports) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        uses.put(seat.name() + " relay", ports.relay(seat.role()));
        if (seat.role() == Role.KAFKA) {
            uses.put(seat.name() + " behind its relay", ports.kafkaBehindRelay());
        }
        return uses;
    }

    private static void requireFree(String use, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(Ports.HOST), port));
        } catch (IOException e) {
            throw new StackProblem(
                    "Port %d (%s) is in use, so nothing was started: free it, or move all ports with -Dlockstep.port.offset=100."
                            .formatted(port, use),
                    e);
        }
    }
}
