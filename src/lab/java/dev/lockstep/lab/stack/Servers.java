package dev.lockstep.lab.stack;

import java.util.List;

/** The four servers of a system. */
public record Servers(Server wildfly, Server postgres, Server artemis, Server kafka) {
    /** In the order in which they are started: who uses the others comes last. */
    public List<Server> all() {
        return List.of(postgres, artemis, kafka, wildfly);
    }
}
