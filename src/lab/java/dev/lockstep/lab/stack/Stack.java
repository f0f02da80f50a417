package dev.lockstep.lab.stack;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The real parts, each a process of its own on loopback: by default a PostgreSQL, an Artemis, a
 * Kafka and a WildFly. Whatever dies is started again; {@link #close()}, the end of this JVM and a
 * failed start stop everything that was started.
 */
public final class Stack implements Target, AutoCloseable {
    private final Layout layout;
    private final Ports ports;
    private final Options options;
    private final Secrets secrets;
    private final Installer installer;
    private final List<Seat> resources;
    private final Processes processes = new Processes();
    private final Relays relays;
    private final Access access;
    private final Announcement announcement;
    private final Consumer<String> news;
    private volatile List<Integer> standbys = List.of();
    private final Thread closeAtExit = new Thread(this::stopServers, "stop the stack");

    private Stack(
            Layout layout, Ports ports, Path properties, Options options, Consumer<String> news) {
        this.layout = layout;
        this.ports = ports;
        this.options = options;
        this.news = news;
        this.secrets =
                Secrets.generate(
                        layout.project().resolve("src/servers/make-secrets.sh"),
                        layout.state().resolve("secrets"));
        this.installer =
                new Installer(layout, ports, options.network(), options.deployWar(), secrets, news);
        List<Seat> seats = Seat.of(options.roles());
        seats.forEach(seat -> processes.add(installer.install(seat)));
        this.resources = seats.stream().filter(seat -> seat.role().isResource()).toList();
        this.access = whereItIs();
        this.announcement =
                new Announcement(new StackFile(properties), layout.state(), access, processes);
        processes.onPidChange(announcement::write);
        this.relays = options.network() == Network.DIRECT ? null : Relays.open(resources, ports);
    }

    private Access whereItIs() {
        return new Access(
                wildfly().httpUrl(),
                wildfly().managementUrl(),
                new Access.Login("publisher", secrets.publisher()),
                new Access.Login("operator", secrets.operator()),
                postgres().url(),
                new Access.Login(Postgres.USER, secrets.postgres()),
                artemis().url(),
                artemis().jolokia(),
                new Access.Login(Artemis.USER, secrets.artemis()),
                kafka().bootstrap(),
                Optional.of(wildfly().transactionLog()));
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
        PortCheck.requireFree(Seat.of(options.roles()), ports, options.network());
        layout.prepare();
        Stack stack = new Stack(layout, ports, properties, options, news);
        Runtime.getRuntime().addShutdownHook(stack.closeAtExit);
        try {
            stack.startServers();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /**
     * @param deployWar deploys {@code target/lockstep.war} at the start
     * @param faultAgent whether the agent that stops the server at a protocol step can be loaded
     * @param network whether there is something between WildFly and its resources
     * @param roles one entry for each process, in any order; each role at least once
     */
    public record Options(
            boolean deployWar, boolean faultAgent, Network network, List<Role> roles) {
        public Options {
            roles = roles.stream().sorted().toList();
            if (!roles.containsAll(List.of(Role.values()))) {
                throw new IllegalArgumentException("A stack needs all roles, not only " + roles);
            }
        }

        /** One process of each role. */
        public Options(boolean deployWar, boolean faultAgent, Network network) {
            this(deployWar, faultAgent, network, List.of(Role.values()));
        }
    }

    private void startServers() {
        all(WildFly.class).forEach(server -> server.faultAgent(options.faultAgent()));
        throughRelays(options.network() == Network.THROUGH_RELAYS);
        new FirstStart(processes, news).run();
    }

    /** Starts the servers that were killed and held down, in their order, and waits for them. */
    public void startWhatIsDown() {
        for (Installation one : processes.own()) {
            if (!one.process().isRunning()) {
                one.process().launch();
                one.process().awaitReady();
            }
        }
    }

    /** Whether WildFly reaches its resources through the relays, from its next start on. */
    public void throughRelays(boolean through) {
        Map<String, String> way = through ? relays().environment() : directWay();
        all(WildFly.class).forEach(server -> server.wayToResources(way));
    }

    private Map<String, String> directWay() {
        return Wiring.of(resources, seat -> ports.of(seat).resource(seat.role()));
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

    /**
     * Which databases there are, from now on: the lab asks the one that may be written, as the
     * server does that is told of both.
     *
     * @param others ports of the standbys; none, if there is the first alone
     */
    public void standbysAt(Integer... others) {
        standbys = List.of(others);
    }

    /** The addresses of every database, as the server's configuration wants them. */
    public String databases() {
        return Stream.concat(Stream.of(ports.postgres()), standbys.stream())
                .map(port -> Ports.HOST + ":" + port)
                .collect(joining(","));
    }

    @Override
    public Connection connect() throws SQLException {
        if (standbys.isEmpty()) {
            return Target.super.connect();
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://%s/lockstep?targetServerType=primary&hostRecheckSeconds=0"
                        .formatted(databases()),
                Postgres.USER,
                secrets.postgres());
    }

    @Override
    public Servers servers() {
        return new Servers(processes.own().stream().map(one -> (Server) one.process()).toList());
    }

    @Override
    public BrokerConsole brokerConsole() {
        return artemis().console();
    }

    @Override
    public boolean isReady() {
        return wildfly().isReady();
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

    /**
     * All processes of a kind, for what only that kind can do.
     *
     * @param kind {@link Postgres}, {@link Artemis}, {@link Kafka} or {@link WildFly}
     */
    public <T> List<T> all(Class<T> kind) {
        return processes.own(kind);
    }

    /** The first of its role, as are the following. */
    public Postgres postgres() {
        return all(Postgres.class).get(0);
    }

    public Artemis artemis() {
        return all(Artemis.class).get(0);
    }

    public Kafka kafka() {
        return all(Kafka.class).get(0);
    }

    public WildFly wildfly() {
        return all(WildFly.class).get(0);
    }

    /**
     * One more server that claims to be the same node as the first, on ports of its own: somebody's
     * mistake, and so not running until it is launched.
     */
    public synchronized WildFly twin() {
        return processes.guests(WildFly.class).findFirst().orElseGet(this::addTwin);
    }

    private WildFly addTwin() {
        WildFly twin = installer.twin(wildfly(), all(WildFly.class).size() + 1);
        twin.wayToResources(directWay());
        twin.create();
        twin.process().onPidChange(announcement::write);
        processes.add(twin);
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
        for (ServerProcess server : processes.inStopOrder()) {
            server.stop();
        }
        if (relays != null) {
            relays.close();
        }
    }
}
