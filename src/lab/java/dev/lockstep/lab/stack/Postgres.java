package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL from Maven Central's binaries, durable, with the settings of {@code
 * src/servers/postgres}.
 */
public final class Postgres {
    public static final String USER = "lockstep";
    private static final String DATABASE = "lockstep";
    private static final String BINARIES = "/postgres-linux-x86_64.txz";

    private final Layout layout;
    private final Ports ports;
    private final Secrets secrets;
    private final Path home;
    private final Path data;
    private final ServerProcess process;
    private volatile Map<String, String> extraSettings = Map.of();

    Postgres(Layout layout, Ports ports, Secrets secrets, Consumer<String> news) {
        this.layout = layout;
        this.ports = ports;
        this.secrets = secrets;
        this.home = layout.servers().resolve("postgres");
        this.data = layout.state().resolve("postgres");
        this.process =
                new ServerProcess(
                        "PostgreSQL",
                        this::command,
                        layout.logs().resolve("postgres.log"),
                        this::answers,
                        "INT",
                        news);
    }

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

    /**
     * Unpacks, makes the data directory, starts, and creates the application's role and database.
     */
    void start() {
        unpack();
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
        process.launch();
        process.awaitReady();
        createDatabase();
    }

    private void createDatabase() {
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

    private void unpack() {
        Path marker = home.resolve(".unpacked");
        if (Files.exists(marker)) {
            return;
        }
        Layout.deleteTree(home);
        try (InputStream packed = Postgres.class.getResourceAsStream(BINARIES)) {
            if (packed == null) {
                throw new StackProblem(
                        "The PostgreSQL binaries (linux-amd64) are not on the class path; this stack runs on Linux x86-64.");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    extract(tar, entry);
                }
            }
            Files.createFile(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void extract(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path target = entry.resolveIn(home);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Set<PosixFilePermission> mode =
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(target, mode);
    }
}
