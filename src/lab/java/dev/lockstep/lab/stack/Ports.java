package dev.lockstep.lab.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every port of one stack, all on loopback, all moved by one offset. */
public record Ports(int offset) {
    public static final String HOST = "127.0.0.1";

    public Ports {
        if (offset < 0 || offset > 3000) {
            throw new StackProblem(
                    "The port offset (lockstep.port.offset) must be between 0 and 3000, not "
                            + offset
                            + ".");
        }
    }

    public int http() {
        return 8080 + offset;
    }

    public int management() {
        return 9990 + offset;
    }

    public int recovery() {
        return 4712 + offset;
    }

    public int recoveryStatus() {
        return 4713 + offset;
    }

    /** Where the saga's coordinator listens. */
    public int lraCoordinator() {
        return 8070 + offset;
    }

    /** Where the saga's coordinator calls the application back. */
    public int lraCallbacks() {
        return 8071 + offset;
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int artemis() {
        return 61616 + offset;
    }

    public int artemisConsole() {
        return 8161 + offset;
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int kafkaController() {
        return 9093 + offset;
    }

    /** Where Kafka listens for those who come through its relay. */
    public int kafkaBehindRelay() {
        return 9095 + offset;
    }

    public int kafkaRelay() {
        return 9094 + offset;
    }

    public int postgresRelay() {
        return 15433 + offset;
    }

    public int artemisRelay() {
        return 61617 + offset;
    }

    /** Where the fault agent in the server listens, while it is loaded. */
    public int faultAgent() {
        return 9091 + offset;
    }

    /**
     * Fails with the name of the first port that something else holds.
     *
     * @param network which ports it takes beside the servers' own
     * @throws StackProblem naming the port and the way round it
     */
    public void requireFree(Network network) {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("WildFly HTTP", http());
        all.put("WildFly management", management());
        all.put("WildFly recovery", recovery());
        all.put("WildFly recovery status", recoveryStatus());
        all.put("WildFly LRA coordinator", lraCoordinator());
        all.put("WildFly LRA callbacks", lraCallbacks());
        all.put("PostgreSQL", postgres());
        all.put("Artemis", artemis());
        all.put("Artemis console", artemisConsole());
        all.put("Kafka", kafka());
        all.put("Kafka controller", kafkaController());
        all.put("fault agent", faultAgent());
        if (network != Network.DIRECT) {
            all.put("PostgreSQL relay", postgresRelay());
            all.put("Artemis relay", artemisRelay());
            all.put("Kafka relay", kafkaRelay());
            all.put("Kafka behind its relay", kafkaBehindRelay());
        }
        all.forEach(
                (use, port) -> {
                    try (ServerSocket socket = new ServerSocket()) {
                        socket.setReuseAddress(true);
                        socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
                    } catch (IOException e) {
                        throw new StackProblem(
                                "Port %d (%s) is in use, so nothing was started: free it, or move all ports with -Dlockstep.port.offset=100."
                                        .formatted(port, use),
                                e);
                    }
                });
    }
}
