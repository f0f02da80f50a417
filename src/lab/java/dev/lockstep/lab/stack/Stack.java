package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real parts, each a process of its own on loopback: PostgreSQL, Artemis, Kafka, WildFly.
 * Whatever dies is started again; {@link #close()}, the end of this JVM and a failed start stop
 * everything that was started.
 */
public final class Stack implements AutoCloseable {
    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private final Postgres postgres;
    private final Artemis artemis;
    private final Kafka kafka;
    private final WildFly wildfly;
    private final Relays relays;
    private final Path properties;
    private final Consumer<String> news;
    private final Thread closeAtExit = new Thread(this::stopServers, "stop the stack");

    private Stack(
            Layout layout, Ports ports, Path properties, Options options, Consumer<String> news) {
        this.layout = layout;
        this.ports = ports;
        this.properties = properties;
        this.news = news;
        this.secrets =
                Secrets.generate(
                        layout.project().resolve("src/servers/make-secrets.sh"),
                        layout.state().resolve("secrets"));
        this.postgres = new Postgres(layout, ports, secrets, news);
        this.artemis = new Artemis(layout, ports, secrets, news);
        this.kafka = new Kafka(layout, ports, options.network(), news);
        this.wildfly = new WildFly(layout, ports, secrets, news);
        this.relays = options.network() == Network.DIRECT ? null : Relays.open(ports);
    }

    /**
     * Starts everything, on fresh data.
     *
     * @param layout where it lives
     * @param ports where it listens
     * @param properties the file that tells other tools how to join in
     * @param options what differs between a demonstration and a test
     * @param news progress and deaths, a line each
     * @throws StackProblem in one sentence, with nothing left running
     */
    public static Stack start(
            Layout layout, Ports ports, Path properties, Options options, Consumer<String> news) {
        Leftovers.stop(layout.state(), news);
        ports.requireFree(options.network());
        layout.prepare();
        Stack stack = new Stack(layout, ports, properties, options, news);
        Runtime.getRuntime().addShutdownHook(stack.closeAtExit);
        try {
            stack.startServers(options);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * @param deployWar deploys {@code target/lockstep.war} at the start
     * @param faultAgent loads the agent that can stop the server at a protocol step
     * @param network whether there is something between WildFly and its resources
     */
    public record Options(boolean deployWar, boolean faultAgent, Network network) {}

    private void startServers(Options options) {
        wildfly.faultAgent(options.faultAgent());
        if (options.network() == Network.THROUGH_RELAYS) {
            throughRelays(true);
        }
        for (ServerProcess server : servers()) {
            server.onPidChange(this::writeProperties);
        }
        news.accept("Starting PostgreSQL, Artemis and Kafka");
        artemis.create();
        artemis.process().launch();
        kafka.create();
        kafka.process().launch();
        postgres.start();
        news.accept("Configuring WildFly from wildfly-config");
        wildfly.create(options.deployWar());
        artemis.process().awaitReady();
        kafka.process().awaitReady();
        news.accept("Starting WildFly");
        wildfly.process().launch();
        wildfly.process().awaitReady();
    }

    /** Starts the servers that were killed and held down, in their order, and waits for them. */
    public void startWhatIsDown() {
        for (ServerProcess server :
                List.of(
                        postgres.process(),
                        artemis.process(),
                        kafka.process(),
                        wildfly.process())) {
            if (!server.isRunning()) {
                server.launch();
                server.awaitReady();
            }
        }
    }

    /** Whether WildFly reaches its resources through the relays, from its next start on. */
    public void throughRelays(boolean through) {
        wildfly.wayToResources(through ? relays().environment() : Map.of());
    }

    /**
     * What stands between WildFly and its resources.
     *
     * @throws IllegalStateException if the stack was started without
     */
    public Relays relays() {
        if (relays == null) {
            throw new IllegalStateException("This stack has no relays: its network is DIRECT.");
        }
        return relays;
    }

    public Layout layout() {
        return layout;
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return secrets;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Artemis artemis() {
        return artemis;
    }

    public Kafka kafka() {
        return kafka;
    }

    public WildFly wildfly() {
        return wildfly;
    }

    @Override
    public void close() {
        stopServers();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // The JVM is already ending: the hook has run or is this very thread.
            news.accept("Stopped.");
        }
    }

    private synchronized void stopServers() {
        if (relays != null) {
            // A server that waits for an answer does not stop in order.
            relays.mend();
        }
        for (ServerProcess server : servers()) {
            server.stop();
        }
        if (relays != null) {
            relays.close();
        }
    }

    /** In the order in which they are stopped: who uses the others goes first. */
    private List<ServerProcess> servers() {
        return List.of(wildfly.process(), kafka.process(), artemis.process(), postgres.process());
    }

    private synchronized void writeProperties() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("http.url", wildfly.httpUrl());
        entries.put("management.url", wildfly.managementUrl());
        entries.put("postgres.url", postgres.url());
        entries.put("postgres.user", Postgres.USER);
        entries.put("postgres.password", secrets.postgres());
        entries.put("artemis.url", artemis.url());
        entries.put("artemis.jolokia", artemis.jolokia());
        entries.put("artemis.user", Artemis.USER);
        entries.put("artemis.password", secrets.artemis());
        entries.put("kafka.bootstrap", kafka.bootstrap());
        entries.put("publisher.user", "publisher");
        entries.put("publisher.password", secrets.publisher());
        entries.put("operator.user", "operator");
        entries.put("operator.password", secrets.operator());
        putPid(entries, "wildfly.pid", wildfly.process());
        putPid(entries, "postgres.pid", postgres.process());
        putPid(entries, "artemis.pid", artemis.process());
        putPid(entries, "kafka.pid", kafka.process());
        String text =
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        try {
            // Written aside and moved, so that a reader never sees half of it.
            Path aside = properties.resolveSibling(properties.getFileName() + ".new");
            Files.deleteIfExists(aside);
            Files.createFile(
                    aside,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(aside, text);
            move(aside, properties);
            Leftovers.remember(
                    layout.state(), servers().stream().filter(ServerProcess::isRunning).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void putPid(
            Map<String, Object> entries, String key, ServerProcess serverProcess) {
        if (serverProcess.isRunning()) {
            entries.put(key, serverProcess.pid());
        }
    }
}
