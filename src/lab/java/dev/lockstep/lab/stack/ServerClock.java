package dev.lockstep.lab.stack;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock on one server's wall, which can be set while the machine's own goes on: libfaketime,
 * loaded into the process, adds to every time of day what a file says. What the process measures by
 * the machine's monotonic clock stays as it is, as when a real clock is set.
 */
public final class ServerClock {
    private final Path file;

    ServerClock(Path file) {
        this.file = file;
    }

    /** Whether this machine has the library. */
    public static boolean isAvailable() {
        return library().isPresent();
    }

    /** Sets it that far ahead of the machine's, or behind; the process sees it within 2 s. */
    public void set(Duration ahead) {
        try {
            // Never half of it: the process may read it at any moment.
            Path whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(whole, "%+d%n".formatted(ahead.toSeconds()));
            Files.move(whole, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process needs in order to have this clock. It begins without any difference. */
    Map<String, String> environment() {
        if (!Files.exists(file)) {
            set(Duration.ZERO);
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("LD_PRELOAD", library().orElseThrow().toString());
        environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
        // Seconds until the file is read again; a JVM asks for the time too often to read it each
        // time.
        environment.put("FAKETIME_CACHE_DURATION", "1");
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Its correction for newer C libraries ends every timed wait of a JVM at once.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        // Whoever sets a clock does not change the times of files.
        environment.put("NO_FAKE_STAT", "1");
        return environment;
    }

    /**
     * Takes the names away under which the library shares memory with children of a process that
     * runs by now: the server has none, and a kill would leave them behind.
     */
    void removeSharedNames(long pid) {
        try {
            for (String name : List.of("faketime_shm_", "sem.faketime_sem_")) {
                Files.deleteIfExists(Path.of("/dev/shm").resolve(name + pid));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void requireAvailable() {
        if (!isAvailable()) {
            throw new StackProblem(
                    "A server's clock cannot be set: libfaketime is missing; install it (Debian: apt-get install libfaketime).");
        }
    }

    /** In a library directory itself, or in one below it that is named after the machine. */
    private static Optional<Path> library() {
        return Stream.of("/usr/lib", "/usr/lib64", "/usr/local/lib")
                .map(Path::of)
                .flatMap(ServerClock::withThoseOfMachines)
                .map(directory -> directory.resolve("faketime/libfaketime.so.1"))
                .filter(Files::exists)
                .findFirst();
    }

    private static Stream<Path> withThoseOfMachines(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        List<Path> all = new ArrayList<>(List.of(directory));
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(directory, "*-linux-gnu*")) {
            machines.forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.stream();
    }
}
