package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.util.Optional;

/** A system that is nowhere, for tests that only read and write about it. */
final class Somewhere {
    private Somewhere() {}

    static Access access(Path transactionLog) {
        return new Access(
                "http://127.0.0.1:1/lockstep",
                "http://127.0.0.1:1",
                new Access.Login("publisher", "secret-1"),
                new Access.Login("operator", "secret-2"),
                "jdbc:postgresql://127.0.0.1:1/lockstep",
                new Access.Login("lockstep", "secret-3"),
                "tcp://127.0.0.1:1",
                "http://127.0.0.1:1/console/jolokia",
                new Access.Login("lockstep", "secret-4"),
                "127.0.0.1:1",
                Optional.of(transactionLog));
    }
}
