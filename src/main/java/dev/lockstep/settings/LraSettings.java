package dev.lockstep.settings;

import java.net.URI;
import java.time.Duration;

/**
 * The server's LRA coordinator.
 *
 * @param coordinator {@code lra.coordinator.url}: where it answers; the server's own setting, which
 *     it hands to every application (wildfly-config/saga.cli)
 * @param callbacks {@code lockstep.saga.callbacks}: where it finds the compensation, at a loopback
 *     port
 * @param limit {@code lockstep.saga.limit}: after which it compensates a saga that has not decided,
 *     which outlasts a restart; 1 ms to 5 min, well before a saga is overdue
 */
public record LraSettings(URI coordinator, URI callbacks, Duration limit) {
    static LraSettings read(Reading from) {
        return new LraSettings(
                from.address("lra.coordinator.url"),
                from.address("lockstep.saga.callbacks"),
                from.milliseconds("lockstep.saga.limit", 1, 300_000));
    }
}
