package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What a stack tells of itself while it runs: to other tools how to join in, and to its next start
 * what to stop if this one cannot.
 *
 * @param state the stack's directory
 */
record Announcement(StackFile file, Path state, Access access, Processes processes) {

    // A lock of its own: a server that is restarting writes while the stack may wait for it to
    // stop.
    synchronized void write() {
        try {
            file.write(access, processes.pids());
            Leftovers.remember(
                    state,
                    processes.inStopOrder().stream().filter(ServerProcess::isRunning).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
