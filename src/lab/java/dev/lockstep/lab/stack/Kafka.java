package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * The Kafka broker, one node that is its own controller, with the settings of {@code
 * src/servers/kafka}.
 */
public final class Kafka implements Installation {
    /** Milliseconds that one question for readiness may take. */
    private static final int LOOK_LIMIT = 2000;

    private final Layout layout;
    private final Seat seat;
    private final Ports ports;
    private final Network network;
    private final Path home;
    private final Path settings;
    private final ServerProcess process;

    Kafka(Layout layout, Seat seat, Ports ports, Network network, Consumer<String> news) {
        this.layout = layout;
        this.seat = seat;
        this.ports = ports;
        this.network = network;
        this.home = layout.state().resolve(seat.word());
        this.settings = home.resolve("server.properties");
        this.process =
                new ServerProcess(
                        seat,
                        this::command,
                        layout.logs(),
                        () -> answers(bootstrap()),
                        "TERM",
                        news);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Host and port, as clients want it. */
    public String bootstrap() {
        return "%s:%d".formatted(Ports.HOST, ports.kafka());
    }

    /** Writes what belongs to this machine behind the shared settings, and formats the storage. */
    @Override
    public void create() {
        try {
            Files.createDirectories(home);
            Files.writeString(
                    settings,
                    Files.readString(shared("server.properties"))
                            + """

                            %1$s
                            controller.quorum.voters=1@%2$s
                            log.dirs=%3$s
                            # The lab empties topics, and then kills the broker. By default it notes
                            # once a minute what is deleted, and what is not noted comes back.
                            log.flush.start.offset.checkpoint.interval.ms=500
                            """
                                    .formatted(listeners(), controller(), home.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.run(
                "format the storage of Kafka",
                home,
                java(
                                "kafka.tools.StorageTool",
                                "format",
                                "--cluster-id",
                                Uuid.randomUuid().toString(),
                                "--config",
                                settings.toString())
                        .toArray(String[]::new));
    }

    // A client goes on to the address that the broker tells it, so those who come through the relay
    // have a listener of their own, which tells them the relay's. The others never learn of it.
    private String listeners() {
        if (network == Network.DIRECT) {
            return "listeners=PLAINTEXT://%s,CONTROLLER://%s".formatted(bootstrap(), controller());
        }
        return """
               listeners=PLAINTEXT://%1$s,RELAYED://%2$s:%3$d,CONTROLLER://%4$s
               advertised.listeners=PLAINTEXT://%1$s,RELAYED://%2$s:%5$d
               listener.security.protocol.map=PLAINTEXT:PLAINTEXT,RELAYED:PLAINTEXT,CONTROLLER:PLAINTEXT"""
                .formatted(
                        bootstrap(),
                        Ports.HOST,
                        ports.kafkaBehindRelay(),
                        controller(),
                        ports.kafkaRelay());
    }

    private ProcessBuilder command() {
        return new ProcessBuilder(java("kafka.Kafka", settings.toString()))
                .directory(home.toFile());
    }

    private List<String> java(String... mainAndArguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xms128m", "-Xmx512m"));
        line.add("-Dlog4j2.configurationFile=" + shared("log4j2.yaml"));
        line.addAll(List.of("-cp", layout.servers().resolve("kafka/libs") + "/*"));
        line.addAll(List.of(mainAndArguments));
        return line;
    }

    /** Whether the broker itself is up and let in by its controller. */
    static boolean answers(String bootstrap) {
        // A client of its own for each question: one that lives on waits longer after each refusal.
        try (Admin admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                LOOK_LIMIT,
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                LOOK_LIMIT))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String controller() {
        return "%s:%d".formatted(Ports.HOST, ports.kafkaController());
    }

    private Path shared(String name) {
        return layout.project().resolve("src/servers/kafka").resolve(name);
    }
}
