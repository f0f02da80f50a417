package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The file by which a running system tells other tools how to join in: addresses, passwords, where
 * the transaction log is, and process ids, which are kept true after a restart.
 */
record StackFile(Path path) {
    private static final String TRANSACTION_LOG = "wildfly.transaction-log";

    /** All but the transaction log, which may be out of sight. */
    private static final List<String> REQUIRED =
            List.of(
                    "http.url",
                    "management.url",
                    "postgres.url",
                    "postgres.user",
                    "postgres.password",
                    "artemis.url",
                    "artemis.jolokia",
                    "artemis.user",
                    "artemis.password",
                    "kafka.bootstrap",
                    "publisher.user",
                    "publisher.password",
                    "operator.user",
                    "operator.password");

    /**
     * Replaces the file as a whole, so that a reader never sees half of it.
     *
     * @param pids by their keys; a server that does not run has none
     */
    void write(Access access, Map<String, Long> pids) throws IOException {
        Map<String, Object> entries = entries(access);
        entries.putAll(pids);
        String text =
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        Path aside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(
                aside,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, text);
        try {
            Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(aside, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Map<String, Object> entries(Access access) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("http.url", access.http());
        entries.put("management.url", access.management());
        entries.put("postgres.url", access.postgres());
        entries.put("postgres.user", access.postgresLogin().user());
        entries.put("postgres.password", access.postgresLogin().password());
        entries.put("artemis.url", access.artemis());
        entries.put("artemis.jolokia", access.jolokia());
        entries.put("artemis.user", access.artemisLogin().user());
        entries.put("artemis.password", access.artemisLogin().password());
        entries.put("kafka.bootstrap", access.kafka());
        entries.put("publisher.user", access.publisher().user());
        entries.put("publisher.password", access.publisher().password());
        entries.put("operator.user", access.operator().user());
        entries.put("operator.password", access.operator().password());
        access.transactionLog().ifPresent(log -> entries.put(TRANSACTION_LOG, log));
        return entries;
    }

    /**
     * @throws StackProblem if the file cannot be read or does not say everything
     */
    Access access() {
        Properties entries = read();
        requireAll(entries);
        return new Access(
                url(entries, "http.url", "http"),
                url(entries, "management.url", "http"),
                login(entries, "publisher"),
                login(entries, "operator"),
                url(entries, "postgres.url", "jdbc:postgresql:"),
                login(entries, "postgres"),
                entries.getProperty("artemis.url"),
                url(entries, "artemis.jolokia", "http"),
                login(entries, "artemis"),
                entries.getProperty("kafka.bootstrap"),
                transactionLog(entries));
    }

    /**
     * The process id under a key, if there is one.
     *
     * @throws StackProblem if it is no process id
     */
    OptionalLong pid(String key) {
        String text = read().getProperty(key, "").strip();
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        // Neither 0 nor a negative number: kill takes those for whole groups of processes.
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new StackProblem("%s in %s is no process id: %s.".formatted(key, path, text));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /**
     * Whose process ids the file tells, or may come to tell: the first of each role, and as many
     * more as it names.
     */
    List<Seat> seats() {
        Properties entries = read();
        List<Seat> seats = new ArrayList<>();
        for (Role role : Role.values()) {
            Seat seat = Seat.first(role);
            do {
                seats.add(seat);
                seat = seat.next();
            } while (entries.containsKey(seat.pidKey()));
        }
        return seats;
    }

    Instant writtenAt() {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Properties read() {
        Properties entries = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            entries.load(reader);
            return entries;
        } catch (NoSuchFileException e) {
            throw new StackProblem(
                    "There is no %s: a system started by \"mvn -Pup\" writes target/stack.properties."
                            .formatted(path),
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackProblem("%s cannot be read: %s.".formatted(path, e), e);
        }
    }

    private void requireAll(Properties entries) {
        List<String> missing =
                REQUIRED.stream().filter(key -> entries.getProperty(key, "").isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new StackProblem("%s lacks %s.".formatted(path, String.join(", ", missing)));
        }
    }

    private static Access.Login login(Properties entries, String whose) {
        return new Access.Login(
                entries.getProperty(whose + ".user"), entries.getProperty(whose + ".password"));
    }

    private String url(Properties entries, String key, String beginning) {
        String url = entries.getProperty(key).strip();
        if (!url.startsWith(beginning)) {
            throw new StackProblem(
                    "%s in %s does not begin with %s: %s.".formatted(key, path, beginning, url));
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /**
     * Not needed to tell that nothing is in doubt: what is decided and not carried out is still
     * prepared in the database or the broker.
     */
    private Optional<Path> transactionLog(Properties entries) {
        String directory = entries.getProperty(TRANSACTION_LOG, "").strip();
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Path log = Path.of(directory);
        if (!Files.isDirectory(log) || !Files.isReadable(log)) {
            throw new StackProblem(
                    "%s in %s names %s, which is no directory that can be read here: leave it out if WildFly keeps its transaction log elsewhere."
                            .formatted(TRANSACTION_LOG, path, directory));
        }
        return Optional.of(log);
    }
}
