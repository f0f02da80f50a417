package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * PostgreSQL from Maven Central's binaries, durable, with the settings of {@code
 * src/servers/postgres}.
 */
public final class Postgres implements Installation {
    public static final String USER = "lockstep";
    private static final String DATABASE = "lockstep";

    private final Layout layout;
    private final Seat seat;
    private final Ports ports;
    private final Secrets secrets;
    private final Path home;
    private final Path data;
    private final ServerProcess process;
    private volatile Map<String, String> extraSettings = Map.of();

    Postgres(Layout layout, Seat seat, Ports ports, Secrets secrets, Consumer<String> news) {
        this.layout = layout;
        this.seat = seat;
        this.ports = ports;
        this.secrets = secrets;
        this.home = layout.servers().resolve("postgres");
        this.data = layout.state().resolve(seat.word());
        this.process =
                new ServerProcess(seat, this::command, layout.logs(), this::answers, "INT", news);
    }

    @Override
    public Seat seat() {
        return seat;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Settings that differ from {@code postgresql.conf}, from the next start on. */
    public void settings(Map<String, String> settings) {
        extraSettings = Map.copyOf(settings);
    }

    /** JDBC URL without credentials. */
    public String url() {
        return url(DATABASE);
    }

    /** A connection that may change anything, for planting faults. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", secrets.postgresSuperuser());
    }

    /** Unpacks, and makes the data directory. */
    @Override
    public void create() {
        PostgresBinaries.unpackOnce(home);
        Commands.run(
                "make the database",
                layout.state(),
                withoutRoot(
                                home.resolve("bin/initdb").toString(),
                                "--pgdata=" + data,
                                "--username=postgres",
                                "--pwfile=" + secrets.passwordFile("postgres-superuser"),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-instructions")
                        .toArray(String[]::new));
    }

    /** Creates the application's role and database. */
    @Override
    public void completeFirstStart() {
        try (Connection connection =
                        DriverManager.getConnection(
                                url("postgres"), "postgres", secrets.postgresSuperuser());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE ROLE "
                            + USER
                            + " LOGIN PASSWORD "
                            + statement.enquoteLiteral(secrets.postgres()));
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + USER);
        } catch (SQLException e) {
            throw new StackProblem("The database could not be created: " + e.getMessage(), e);
        }
    }

    private ProcessBuilder command() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "config_file",
                layout.project().resolve("src/servers/postgres/postgresql.conf").toString());
        settings.put("listen_addresses", Ports.HOST);
        settings.put("port", Integer.toString(ports.postgres()));
        settings.put("unix_socket_directories", "");
        settings.putAll(extraSettings);
        List<String> line =
                withoutRoot(home.resolve("bin/postgres").toString(), "-D", data.toString());
        settings.forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        return new ProcessBuilder(line);
    }

    /**
     * PostgreSQL refuses to run as root; in a user namespace of its own root is an ordinary user.
     */
    private static List<String> withoutRoot(String... command) {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("unshare", "--user"));
        }
        line.addAll(List.of(command));
        return line;
    }

    private boolean answers() {
        try (Connection connection =
                DriverManager.getConnection(
                        url("postgres"), "postgres", secrets.postgresSuperuser())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(Ports.HOST, ports.postgres(), database);
    }
}
