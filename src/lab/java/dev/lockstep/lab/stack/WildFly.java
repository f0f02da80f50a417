package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** WildFly, configured by {@code wildfly-config/configure.sh}, with a base directory of its own. */
public final class WildFly implements Installation {
    public static final String CONTEXT = "/lockstep";

    private final Layout layout;
    private final Seat seat;
    private final Ports ports;
    private final String node;
    private final Secrets secrets;
    private final boolean deployWar;
    private final Path base;
    private final ServerHealth health;
    private final ServerProcess process;
    private final ServerClock clock;
    private volatile boolean faultAgent;
    private volatile boolean settableClock;
    private volatile boolean clockIsSettable;
    private long pidWithAgent;
    private volatile Map<String, String> wayToResources = Map.of();
    private volatile Map<String, String> extraEnvironment = Map.of();

    /**
     * @param ports the server's own
     * @param node as which it signs its transactions
     * @param deployWar deploys {@code target/lockstep.war} at the start
     */
    WildFly(
            Layout layout,
            Seat seat,
            Ports ports,
            String node,
            Secrets secrets,
            boolean deployWar,
            Consumer<String> news) {
        this.layout = layout;
        this.seat = seat;
        this.ports = ports;
        this.node = node;
        this.secrets = secrets;
        this.deployWar = deployWar;
        this.base = layout.state().resolve(seat.word());
        this.clock = new ServerClock(layout.state().resolve(seat.word() + ".clock"));
        this.health = new ServerHealth(httpUrl(), managementUrl());
        this.process =
                new ServerProcess(seat, this::command, layout.logs(), this::isLive, "TERM", news);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** As which it signs its transactions. */
    String node() {
        return node;
    }

    /** The application's root, without a slash at the end. */
    public String httpUrl() {
        return "http://%s:%d%s".formatted(Ports.HOST, ports.http(), CONTEXT);
    }

    public String managementUrl() {
        return "http://%s:%d".formatted(Ports.HOST, ports.management());
    }

    /** Where Narayana keeps its log. */
    public Path transactionLog() {
        return base.resolve("data/tx-object-store");
    }

    /** As a container does that has no volume for it. */
    public void loseTransactionLog() {
        Layout.deleteTree(transactionLog());
    }

    /** The server's own copy of its configuration; it is read at each start. */
    public Path configuration() {
        return base.resolve("configuration").resolve(WildFlyCommand.CONFIGURATION);
    }

    /** Whether the application says that it is ready to work. */
    public boolean isReady() {
        return health.isReady();
    }

    /**
     * Whether the agent that stops the server at a protocol step may be loaded after the next
     * start. It is no part of the application; a server that people use runs without it.
     */
    public void faultAgent(boolean possible) {
        faultAgent = possible;
    }

    /**
     * Loads the fault agent, unless this life of the server has it.
     *
     * @return the port on loopback where it listens
     */
    public synchronized int faultAgentPort() {
        long pid = process.pid();
        if (pid != pidWithAgent) {
            new FaultAgent(layout.servers().resolve("byteman.jar"), ports.faultAgent())
                    .loadInto(process.name(), pid);
            pidWithAgent = pid;
        }
        return ports.faultAgent();
    }

    /**
     * Whether the next start has a clock that can be set while the machine's own goes on.
     *
     * @throws StackProblem if this machine cannot do that
     */
    public void settableClock(boolean settable) {
        if (settable) {
            ServerClock.requireAvailable();
        }
        settableClock = settable;
    }

    /** Whether the last start has. */
    public boolean isClockSettable() {
        return clockIsSettable;
    }

    /** Which it reads if it was started with {@link #settableClock}. */
    public ServerClock clock() {
        return clock;
    }

    /** The time of day, as the server itself says it; empty if it does not answer. */
    public Optional<Instant> time() {
        return health.time();
    }

    /**
     * Where the next start finds its resources.
     *
     * @see Wiring
     */
    void wayToResources(Map<String, String> variables) {
        wayToResources = variables;
    }

    /** Environment variables that differ from the stack's own, from the next start on. */
    public void environment(Map<String, String> variables) {
        extraEnvironment = Map.copyOf(variables);
    }

    private boolean isLive() {
        boolean live = health.isLive();
        if (live && clockIsSettable) {
            clock.removeSharedNames(process().pid());
        }
        return live;
    }

    /** Lays out the base directory. */
    @Override
    public void create() {
        WildFlyDistribution.configureOnce(layout);
        try {
            Path configuration = base.resolve("configuration");
            Files.createDirectories(base.resolve("deployments"));
            Layout.copyTree(layout.wildfly().resolve("standalone/configuration"), configuration);
            if (deployWar) {
                Files.copy(
                        layout.war(),
                        base.resolve("deployments/lockstep.war"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder builder =
                new ProcessBuilder(new WildFlyCommand(layout, base, ports).line(faultAgent));
        Map<String, String> environment = builder.environment();
        environment.put("LOCKSTEP_NODE_ID", node);
        environment.put("LOCKSTEP_SECRETS", secrets.directory().toString());
        environment.put("POSTGRES_HOST", Ports.HOST);
        environment.put("POSTGRES_USER", Postgres.USER);
        environment.put("POSTGRES_PASSWORD", secrets.postgres());
        environment.put("ARTEMIS_HOST", Ports.HOST);
        environment.put("ARTEMIS_USER", Artemis.USER);
        environment.put("ARTEMIS_PASSWORD", secrets.artemis());
        environment.put("LRA_PORT", Integer.toString(ports.lraCoordinator()));
        environment.put("LRA_CALLBACK_PORT", Integer.toString(ports.lraCallbacks()));
        environment.putAll(wayToResources);
        clockIsSettable = settableClock;
        if (clockIsSettable) {
            environment.putAll(clock.environment());
        }
        environment.putAll(extraEnvironment);
        return builder;
    }
}
