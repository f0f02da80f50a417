package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Servers of an earlier run whose keeper was itself killed with -9 and so could not stop them. They
 * are found by the process ids it noted, and only if the process still names this run's directory
 * in its command line.
 */
final class Leftovers {
    private static final String FILE = "servers.pid";

    private Leftovers() {}

    static void remember(Path state, List<ServerProcess> servers) throws IOException {
        Files.write(
                state.resolve(FILE),
                servers.stream().map(server -> Long.toString(server.pid())).toList());
    }

    static void stop(Path state, Consumer<String> news) {
        Path file = state.resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String pid : Files.readAllLines(file)) {
                ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> belongsTo(process, state))
                        .ifPresent(process -> end(process, news));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean belongsTo(ProcessHandle process, Path state) {
        Optional<String> line = process.info().commandLine();
        return line.isPresent() && line.get().contains(state.toString());
    }

    private static void end(ProcessHandle process, Consumer<String> news) {
        news.accept("Stopping process %d, left by an earlier run".formatted(process.pid()));
        process.destroyForcibly();
        process.onExit().join();
    }
}
