package dev.lockstep.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server has logged since a moment that a test cares about. */
public final class Log {
    private final Path file;
    private final long linesBefore;

    private Log(Path file) {
        this.file = file;
        this.linesBefore = all().size();
    }

    /** The server's log from now on. */
    public static Log ofServer(Lockstep lockstep) {
        return new Log(lockstep.stack().wildfly().process().log());
    }

    /** The new lines that contain the text. */
    public List<String> lines(String text) {
        return all().stream().skip(linesBefore).filter(line -> line.contains(text)).toList();
    }

    private List<String> all() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
