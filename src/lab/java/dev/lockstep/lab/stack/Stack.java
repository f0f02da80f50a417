package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The real parts, each a process of its own on loopback: PostgreSQL, Artemis, Kafka, WildFly.
 * Whatever dies is started again; {@link #close()}, the end of this JVM and a failed start stop
 * everything that was started.
 */
public final class Stack implements Target, AutoCloseable {
    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private final Postgres postgres;
    private final Artemis artemis;
    private final Kafka kafka;
    private final WildFly wildfly;
    private final Relays relays;
    private volatile WildFly twin;
    private final Access access;
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
        this.access =
                new Access(
                        wildfly.httpUrl(),
                        wildfly.managementUrl(),
                        new Access.Login("publisher", secrets.publisher()),
                        new Access.Login("operator", secrets.operator()),
                        postgres.url(),
                        new Access.Login(Postgres.USER, secrets.postgres()),
                        artemis.url(),
                        artemis.jolokia(),
                        new Access.Login(Artemis.USER, secrets.artemis()),
                        kafka.bootstrap(),
                        Optional.of(wildfly.transactionLog()));
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
        for (ServerProcess server : inStopOrder()) {
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

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Servers servers() {
        return new Servers(
                wildfly.process(), postgres.process(), artemis.process(), kafka.process());
    }

    @Override
    public BrokerConsole brokerConsole() {
        return artemis.console();
    }

    @Override
    public boolean isReady() {
        return wildfly.isReady();
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

    /**
     * A second server that claims to be the same node, on ports of its own: somebody's mistake, and
     * so not running until it is launched.
     */
    public synchronized WildFly twin() {
        if (twin == null) {
            twin = wildfly.twin(news);
            twin.create(true);
            twin.process().onPidChange(this::writeProperties);
        }
        return twin;
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
        for (ServerProcess server : inStopOrder()) {
            server.stop();
        }
        if (relays != null) {
            relays.close();
        }
    }

    /** In the order in which they are stopped: who uses the others goes first. */
    private List<ServerProcess> inStopOrder() {
        List<ServerProcess> all = new ArrayList<>();
        if (twin != null) {
            all.add(twin.process());
        }
        all.addAll(
                List.of(wildfly.process(), kafka.process(), artemis.process(), postgres.process()));
        return all;
    }

    // A lock of its own: a server that is restarting writes while the stack may wait for it to
    // stop.
    private void writeProperties() {
        synchronized (properties) {
            writeProcesses();
        }
    }

    private void writeProcesses() {
        Map<String, Long> pids = new LinkedHashMap<>();
        putPid(pids, StackFile.WILDFLY_PID, wildfly.process());
        putPid(pids, StackFile.POSTGRES_PID, postgres.process());
        putPid(pids, StackFile.ARTEMIS_PID, artemis.process());
        putPid(pids, StackFile.KAFKA_PID, kafka.process());
        try {
            new StackFile(properties).write(access, pids);
            Leftovers.remember(
                    layout.state(),
                    inStopOrder().stream().filter(ServerProcess::isRunning).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void putPid(Map<String, Long> pids, String key, ServerProcess serverProcess) {
        if (serverProcess.isRunning()) {
            pids.put(key, serverProcess.pid());
        }
    }
}
