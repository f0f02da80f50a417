package dev.lockstep.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of a campaign as JSON lines, the oldest first. A result is on the disk before the
 * next run begins, so that an interruption costs one run at most; the line that it tears is left
 * out when the file is read, and cut off before the next line is written.
 */
public final class ResultFile {
    private final Path file;

    public ResultFile(Path file) {
        this.file = file;
    }

    /** Adds a result and waits until the disk has it. */
    public void append(Result result) {
        byte[] line = (ResultJson.line(result) + '\n').getBytes(UTF_8);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
                long end = isWhole(channel) ? channel.size() : wholeLines(Files.readAllBytes(file));
                channel.truncate(end);
                channel.position(end);
                ByteBuffer bytes = ByteBuffer.wrap(line);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** All results; none if there is no file yet. A whole line that is no result is an error. */
    public Results read() {
        byte[] bytes = bytes();
        int end = wholeLines(bytes);
        List<Result> results = new ArrayList<>();
        new String(bytes, 0, end, UTF_8)
                .lines()
                .forEach(line -> results.add(read(line, results.size() + 1)));
        return new Results(file.getFileName().toString(), results, end < bytes.length);
    }

    private Result read(String line, int number) {
        try {
            return ResultJson.read(line);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "%s line %d is not a result: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private byte[] bytes() {
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    /** By its last byte, since a long campaign's file is not read for every line. */
    private static boolean isWhole(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() == 0
                || channel.read(last, channel.size() - 1) == 1 && last.get(0) == '\n';
    }

    /** Up to where every line has its end, in bytes. */
    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
