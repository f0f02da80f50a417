package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A second PostgreSQL that streams from the stack's own and can be promoted. It is made by a base
 * backup of the running primary, file by file: the binaries have no {@code pg_basebackup}.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/17/continuous-archiving.html#BACKUP-LOWLEVEL-BASE-BACKUP">low-level
 *     base backup</a>
 */
public final class Standby implements AutoCloseable {
    private static final String NAME = "standby";

    /** What a base backup leaves out: the primary's own, or made anew. */
    private static final Set<String> NOT_COPIED =
            Set.of("pg_wal", "postmaster.pid", "postmaster.opts", "pg_replslot", "pg_stat_tmp");

    private final Stack stack;
    private final Path data;
    private final ServerProcess process;
    private final Thread closeAtExit = new Thread(this::stop, "stop the standby");

    private Standby(Stack stack) {
        this.stack = stack;
        this.data = stack.layout().state().resolve("postgres-standby");
        this.process =
                new ServerProcess(
                        Seat.first(Role.DATABASE).next(),
                        this::command,
                        stack.layout().logs(),
                        this::answers,
                        "INT",
                        news -> {});
    }

    /** Copies the primary and starts a standby of it; it is asynchronous until told otherwise. */
    public static Standby of(Stack stack) {
        Standby standby = new Standby(stack);
        standby.copyPrimary();
        Runtime.getRuntime().addShutdownHook(standby.closeAtExit);
        standby.process.launch();
        standby.process.awaitReady();
        return standby;
    }

    public ServerProcess process() {
        return process;
    }

    public int port() {
        return stack.ports().postgres() + 2;
    }

    /** A connection that may change anything, once it is promoted. */
    public Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/lockstep".formatted(Ports.HOST, port()),
                "postgres",
                stack.secrets().postgresSuperuser());
    }

    /** From now on the primary answers no commit before this standby has it. */
    public void makeSynchronous() {
        onPrimary(
                "ALTER SYSTEM SET synchronous_standby_names = '" + NAME + "'",
                "SELECT pg_reload_conf()");
    }

    /** The primary waits for nobody any more; what is waiting goes on. */
    public void makeAsynchronous() {
        onPrimary("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    }

    /** Whether the primary has it as the standby that its commits wait for. */
    public boolean isSynchronous() {
        return primaryHas("sync_state = 'sync'");
    }

    private boolean primaryHas(String condition) {
        try (Connection connection = stack.postgres().connectAsSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT 1 FROM pg_stat_replication WHERE " + condition)) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether what the primary writes arrives here. */
    public boolean isStreaming() {
        return primaryHas("state = 'streaming'");
    }

    /** Makes it a primary, and returns once it is one. */
    public void promote() {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_promote(true, 30)");
        } catch (SQLException e) {
            throw new StackProblem("The standby was not promoted: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // The JVM is already ending, and the hook has run or runs beside this.
            return;
        }
    }

    private void stop() {
        process.stop();
        Layout.deleteTree(data);
    }

    private void copyPrimary() {
        Layout.deleteTree(data);
        try (Connection connection = stack.postgres().connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copy(stack.layout().state().resolve("postgres"));
            try (ResultSet label =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(data.resolve("backup_label"), label.getString(1));
            }
            Files.createFile(data.resolve("standby.signal"));
            Files.createDirectories(data.resolve("pg_wal/archive_status"));
            Files.createDirectories(data.resolve("pg_replslot"));
            Files.createDirectories(data.resolve("pg_stat_tmp"));
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        } catch (SQLException | IOException e) {
            throw new StackProblem("The primary cannot be copied: " + e.getMessage(), e);
        }
    }

    private void copy(Path primary) throws IOException {
        Files.walkFileTree(
                primary,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) throws IOException {
                        if (NOT_COPIED.contains(directory.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(data.resolve(primary.relativize(directory)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!NOT_COPIED.contains(file.getFileName().toString())) {
                            copyIfThere(file, data.resolve(primary.relativize(file)));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    /** The running primary may delete a file meanwhile; its log tells of that. */
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to);
        } catch (NoSuchFileException e) {
            // As above.
        }
    }

    private ProcessBuilder command() {
        Path project = stack.layout().project();
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            line.addAll(List.of("unshare", "--user"));
        }
        line.addAll(
                List.of(
                        stack.layout().servers().resolve("postgres/bin/postgres").toString(),
                        "-D",
                        data.toString()));
        for (String setting :
                List.of(
                        "config_file=" + project.resolve("src/servers/postgres/postgresql.conf"),
                        "listen_addresses=" + Ports.HOST,
                        "port=" + port(),
                        "unix_socket_directories=",
                        "primary_conninfo=" + wayToPrimary())) {
            line.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(line);
    }

    private String wayToPrimary() {
        return "host=%s port=%d user=postgres application_name=%s passfile=%s"
                .formatted(Ports.HOST, stack.ports().postgres(), NAME, passwordFile());
    }

    private Path passwordFile() {
        Path file = stack.layout().state().resolve("standby.pgpass");
        try {
            Files.writeString(file, "*:*:*:*:" + stack.secrets().postgresSuperuser() + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onPrimary(String... statements) {
        try (Connection connection = stack.postgres().connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new StackProblem("The primary cannot be told: " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Connection connection = connectAsSuperuser()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
