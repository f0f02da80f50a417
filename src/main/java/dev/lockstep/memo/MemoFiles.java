package dev.lockstep.memo;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memos' files, one for each transaction. A file is there whole or not at all, whenever this
 * process is killed. It is not forced to disk: what the operating system has taken survives the
 * process, but not a power cut.
 */
final class MemoFiles {
    private static final String MEMO = ".memo";
    private static final String UNFINISHED = ".unfinished";
    private static final String DAMAGED = ".damaged";

    private final Path directory;

    MemoFiles(Path directory) {
        this.directory = directory;
    }

    void write(String name, String text) throws IOException {
        makeDirectory();
        Path unfinished = directory.resolve(name + UNFINISHED);
        Files.writeString(unfinished, text);
        Files.move(unfinished, file(name), ATOMIC_MOVE, REPLACE_EXISTING);
    }

    /** Of one that is not there nothing is said. */
    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    boolean exists(String name) {
        return Files.exists(file(name));
    }

    List<String> names() throws IOException {
        return names(MEMO);
    }

    /** What somebody was writing when he was killed; nobody may be writing now. */
    void deleteUnfinished() throws IOException {
        for (String name : names(UNFINISHED)) {
            Files.deleteIfExists(directory.resolve(name + UNFINISHED));
        }
    }

    private List<String> names(String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }

    /** Writes and deletes a file, as for a memo. */
    void tryOut() throws IOException {
        makeDirectory();
        Files.delete(Files.createTempFile(directory, "try", UNFINISHED));
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    /** Nothing if it has been deleted meanwhile; of bytes that are no text, none. */
    Optional<String> read(String name) throws IOException {
        try {
            return Optional.of(Files.readString(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            return Optional.of("");
        }
    }

    /**
     * Renames one that cannot be read, so that it is met once.
     *
     * @return where it lies from now on
     */
    Path setAside(String name) throws IOException {
        return Files.move(file(name), directory.resolve(name + DAMAGED), REPLACE_EXISTING);
    }

    /** Nobody but this server's user: it is content of events. */
    private void makeDirectory() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    private Path file(String name) {
        return directory.resolve(name + MEMO);
    }
}
