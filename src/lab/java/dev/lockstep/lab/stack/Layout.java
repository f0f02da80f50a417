package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the parts of a stack lie: the project's own files, the unpacked servers, and the state of
 * one run.
 *
 * @param project the checkout
 * @param state everything one run writes, below {@code target/}
 */
public record Layout(Path project, Path state) {
    static final long ROOM_NEEDED_MIB = 1024;

    public static Layout of(String name) {
        Path project =
                Path.of(System.getProperty("lockstep.basedir", "")).toAbsolutePath().normalize();
        return new Layout(project, project.resolve("target").resolve(name));
    }

    public Path servers() {
        return project.resolve("target/servers");
    }

    public Path wildfly() {
        return servers().resolve("wildfly");
    }

    public Path war() {
        return project.resolve("target/lockstep.war");
    }

    public Path logs() {
        return state.resolve("logs");
    }

    /** Copies the logs to where the next start does not delete them. */
    public Path keepLogs(String name) {
        Path kept = project.resolve("target/failed-runs").resolve(name);
        deleteTree(kept);
        try {
            Files.createDirectories(kept.getParent());
            copyTree(logs(), kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept;
    }

    /** Empties the state of an earlier run and makes sure that there is room for a new one. */
    void prepare() {
        try {
            deleteTree(state);
            Files.createDirectories(logs());
            long room = Files.getFileStore(state).getUsableSpace() >> 20;
            if (room < ROOM_NEEDED_MIB) {
                throw new StackProblem(
                        "The stack needs %d MiB of disk and %s has %d MiB left; nothing was started."
                                .formatted(ROOM_NEEDED_MIB, state, room));
            }
        } catch (IOException e) {
            throw new StackProblem(
                    "Cannot write to %s (%s); nothing was started.".formatted(state, e), e);
        }
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyTree(Path from, Path to) {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : (Iterable<Path>) tree::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
