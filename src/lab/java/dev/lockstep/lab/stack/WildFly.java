package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** WildFly, configured by {@code wildfly-config/configure.sh}, with a base directory of its own. */
public final class WildFly {
    public static final String CONTEXT = "/lockstep";
    private static final String CONFIGURATION = "lockstep.xml";

    // What bin/common.sh of the distribution gives a modular JDK.
    private static final List<String> OPENED =
            List.of(
                    "java.base/java.lang",
                    "java.base/java.lang.invoke",
                    "java.base/java.lang.reflect",
                    "java.base/java.io",
                    "java.base/java.net",
                    "java.base/java.security",
                    "java.base/java.util",
                    "java.base/java.util.concurrent",
                    "java.management/javax.management",
                    "java.naming/javax.naming");
    private static final List<String> EXPORTED =
            List.of(
                    "java.naming/com.sun.jndi.ldap",
                    "java.naming/com.sun.jndi.url.ldap",
                    "java.naming/com.sun.jndi.url.ldaps",
                    "jdk.naming.dns/com.sun.jndi.dns");

    private static final String NODE = "LOCKSTEP_NODE_ID";
    private static final int PORTS_BETWEEN_TWINS = 40;

    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private final Path base;
    private final ServerHealth health;
    private final ServerProcess process;
    private volatile boolean faultAgent;
    private volatile Map<String, String> wayToResources = Map.of();
    private volatile Map<String, String> extraEnvironment = Map.of();

    WildFly(Layout layout, Ports ports, Secrets secrets, Consumer<String> news) {
        this(layout, ports, secrets, "WildFly", "wildfly", news);
    }

    private WildFly(
            Layout layout,
            Ports ports,
            Secrets secrets,
            String name,
            String directory,
            Consumer<String> news) {
        this.layout = layout;
        this.ports = ports;
        this.secrets = secrets;
        this.base = layout.state().resolve(directory);
        this.health = new ServerHealth(httpUrl(), managementUrl());
        this.process =
                new ServerProcess(
                        name,
                        this::command,
                        layout.logs().resolve(directory + ".log"),
                        health::isLive,
                        "TERM",
                        news);
    }

    /**
     * A second server of the same application, with a log of its own, which uses the same resources
     * and claims to be the same node.
     */
    WildFly twin(Consumer<String> news) {
        WildFly twin =
                new WildFly(
                        layout,
                        new Ports(ports.offset() + PORTS_BETWEEN_TWINS),
                        secrets,
                        "second WildFly",
                        "wildfly-twin",
                        news);
        Map<String, String> same = new HashMap<>(resources());
        same.put(NODE, nodeId());
        twin.wayToResources(same);
        return twin;
    }

    public ServerProcess process() {
        return process;
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
        return base.resolve("configuration").resolve(CONFIGURATION);
    }

    /** Whether the application says that it is ready to work. */
    public boolean isReady() {
        return health.isReady();
    }

    /**
     * Whether the next start loads the agent that stops the server at a protocol step. It is no
     * part of the application; a server that people use runs without it.
     */
    public void faultAgent(boolean loaded) {
        faultAgent = loaded;
    }

    /** Where the next start finds its resources, where that is not where they listen. */
    void wayToResources(Map<String, String> variables) {
        wayToResources = variables;
    }

    /** Environment variables that differ from the stack's own, from the next start on. */
    public void environment(Map<String, String> variables) {
        extraEnvironment = Map.copyOf(variables);
    }

    /**
     * Configures the distribution, once for each change of its scripts, and lays out the base
     * directory.
     */
    void create(boolean deployWar) {
        configureOnce();
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

    private void configureOnce() {
        Path scripts = layout.project().resolve("wildfly-config");
        Path driver = layout.servers().resolve("postgresql.jar");
        Path besideDriver = layout.servers().resolve("lockstep-postgres.jar");
        Path stamp = layout.servers().resolve("wildfly-configured");
        String inputs = fingerprint(scripts, driver, besideDriver);
        try {
            if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
                return;
            }
            Commands.run(
                    "configure WildFly",
                    layout.servers(),
                    Map.of("JAVA_HOME", System.getProperty("java.home")),
                    "sh",
                    scripts.resolve("configure.sh").toString(),
                    layout.wildfly().toString(),
                    driver.toString(),
                    besideDriver.toString());
            Files.writeString(stamp, inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Path scripts, Path... jars) {
        try (Stream<Path> files = Files.list(scripts)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".cli") || name.equals("configure.sh")) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String nodeId() {
        return "lockstep-" + ports.offset();
    }

    /** Where the resources listen themselves. */
    private Map<String, String> resources() {
        return Map.of(
                "POSTGRES_PORT",
                Integer.toString(ports.postgres()),
                "ARTEMIS_PORT",
                Integer.toString(ports.artemis()),
                "LOCKSTEP_KAFKA_BOOTSTRAP",
                "%s:%d".formatted(Ports.HOST, ports.kafka()));
    }

    private ProcessBuilder command() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xms256m", "-Xmx640m", "-Djava.net.preferIPv4Stack=true"));
        OPENED.forEach(name -> line.add("--add-opens=" + name + "=ALL-UNNAMED"));
        EXPORTED.forEach(name -> line.add("--add-exports=" + name + "=ALL-UNNAMED"));
        line.add("--add-modules=java.se");
        if (faultAgent) {
            Path agent = layout.servers().resolve("byteman.jar");
            // The agent on the boot class path would switch it off, with a warning.
            line.add("-Xshare:off");
            // A server that is about to be killed lives too short for the second compiler to pay.
            line.add("-XX:TieredStopAtLevel=1");
            line.add("-Djboss.modules.system.pkgs=org.jboss.byteman");
            line.add(
                    "-javaagent:%s=boot:%s,listener:true,address:%s,port:%d"
                            .formatted(agent, agent, Ports.HOST, ports.faultAgent()));
        }
        line.addAll(
                List.of(
                        "-Djboss.home.dir=" + layout.wildfly(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.socket.binding.port-offset=" + ports.offset(),
                        // As in the container: what is at work after SIGTERM may end (seconds).
                        "-Dorg.wildfly.sigterm.suspend.timeout=25",
                        "-Djboss.bind.address=" + Ports.HOST,
                        "-Djboss.bind.address.management=" + Ports.HOST,
                        "-jar",
                        layout.wildfly().resolve("jboss-modules.jar").toString(),
                        "-mp",
                        layout.wildfly().resolve("modules").toString(),
                        "org.jboss.as.standalone",
                        "--server-config=" + CONFIGURATION));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment()
                .putAll(
                        Map.of(
                                NODE,
                                nodeId(),
                                "LOCKSTEP_SECRETS",
                                secrets.directory().toString(),
                                "POSTGRES_HOST",
                                Ports.HOST,
                                "POSTGRES_USER",
                                Postgres.USER,
                                "POSTGRES_PASSWORD",
                                secrets.postgres(),
                                "ARTEMIS_HOST",
                                Ports.HOST,
                                "ARTEMIS_USER",
                                Artemis.USER,
                                "ARTEMIS_PASSWORD",
                                secrets.artemis()));
        builder.environment().putAll(resources());
        builder.environment().put("LRA_PORT", Integer.toString(ports.lraCoordinator()));
        builder.environment().put("LRA_CALLBACK_PORT", Integer.toString(ports.lraCallbacks()));
        builder.environment().putAll(wayToResources);
        builder.environment().putAll(extraEnvironment);
        return builder;
    }
}
