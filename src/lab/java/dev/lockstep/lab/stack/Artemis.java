package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * The Artemis broker from its distribution, durable, with {@code src/servers/artemis/broker.xml}.
 */
public final class Artemis implements Installation {
    public static final String USER = "lockstep";

    private final Layout layout;
    private final Seat seat;
    private final Ports ports;
    private final Secrets secrets;
    private final Path instance;
    private final ServerProcess process;
    private final BrokerConsole console;

    Artemis(Layout layout, Seat seat, Ports ports, Secrets secrets, Consumer<String> news) {
        this.layout = layout;
        this.seat = seat;
        this.ports = ports;
        this.secrets = secrets;
        this.instance = layout.state().resolve(seat.word());
        this.console = new BrokerConsole(jolokia(), USER, secrets.artemis());
        this.process =
                new ServerProcess(
                        seat, this::command, layout.logs(), console::isActive, "TERM", news);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    public BrokerConsole console() {
        return console;
    }

    public String url() {
        return "tcp://%s:%d".formatted(Ports.HOST, ports.artemis());
    }

    public String jolokia() {
        return "http://%s:%d/console/jolokia".formatted(Ports.HOST, ports.artemisConsole());
    }

    @Override
    public void create() {
        Commands.run(
                "create the broker",
                layout.state(),
                layout.servers().resolve("artemis/bin/artemis").toString(),
                "create",
                "--silent",
                "--user",
                USER,
                "--password",
                secrets.artemis(),
                "--require-login",
                "--no-autotune",
                "--nio",
                "--http-host",
                Ports.HOST,
                "--http-port",
                Integer.toString(ports.artemisConsole()),
                instance.toString());
        try {
            Files.copy(
                    layout.project().resolve("src/servers/artemis/broker.xml"),
                    instance.resolve("etc/broker.xml"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder builder =
                new ProcessBuilder(instance.resolve("bin/artemis").toString(), "run");
        builder.directory(instance.toFile());
        builder.environment()
                .put(
                        "JAVA_ARGS_APPEND",
                        "-Xms128m -Xmx512m -Dartemis.host=%s -Dartemis.port=%d"
                                .formatted(Ports.HOST, ports.artemis()));
        return builder;
    }
}
