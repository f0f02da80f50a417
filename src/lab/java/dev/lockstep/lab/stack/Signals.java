package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** Sends signals as {@code kill} names them: STOP, CONT, KILL, ... */
final class Signals {
    private static final Path ANYWHERE = Path.of("/");

    private Signals() {}

    /**
     * @param name of the server, for the case that it cannot be done
     */
    static void send(String signal, String name, ProcessHandle process) {
        Commands.run(
                "signal " + name, ANYWHERE, "sh", "-c", "kill -" + signal + " " + process.pid());
    }

    /** To a process and to all that it has started. */
    // PostgreSQL serves each connection by a process of its own. The parent first: a frozen one
    // starts no more of them.
    static void sendToAll(String signal, String name, ProcessHandle process) {
        send(signal, name, process);
        String children =
                process.descendants()
                        .map(child -> Long.toString(child.pid()))
                        .collect(Collectors.joining(" "));
        // One of them may end by itself just now.
        Commands.run(
                "signal the processes of " + name,
                ANYWHERE,
                "sh",
                "-c",
                "for child in " + children + "; do kill -" + signal + " $child || true; done");
    }
}
