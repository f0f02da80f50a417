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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The file by which a running system tells other tools how to join in: addresses, passwords, where
 * the transaction log is, and process ids, which are kept true after a restart.
 */
record StackFile(Path path) {
    /**
     * Replaces the file as a whole, so that a reader never sees half of it.
     *
     * @param pids by their keys; a server that does not run has none
     */
    void write(Access access, Map<String, Long> pids) throws IOException {
        Map<String, Object> entries = AccessEntries.of(access);
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

    /**
     * @throws StackProblem if the file cannot be read or does not say everything
     */
    Access access() {
        return new AccessEntries(path, read()).access();
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
}
