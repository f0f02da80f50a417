package dev.lockstep.lab.fault;

import java.time.Duration;

/** How long a fault lasts. */
final class Lengths {
    // Whoever waits for a participant gives up after 5 s (Artemis) to 10 s (a socket of the
    // database's driver); whoever waits for the server's transactions does after 20 s, and so does
    // recovery, which leaves a branch without a log entry alone for 10 s and looks every 5 s.
    static final Duration LONGER_THAN_A_CALL = Duration.ofSeconds(12);
    static final Duration LONGER_THAN_A_TRANSACTION = Duration.ofSeconds(22);

    private Lengths() {}
}
