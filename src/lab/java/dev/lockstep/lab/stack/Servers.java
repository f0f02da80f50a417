package dev.lockstep.lab.stack;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The servers of a system.
 *
 * @param all in the order in which they are started: who uses the others comes last
 */
public record Servers(List<Server> all) {
    public Servers {
        all = List.copyOf(all);
    }

    /** Those that play a role; none, if nobody does. */
    public List<Server> of(Role role) {
        return all.stream().filter(server -> server.role() == role).toList();
    }

    /**
     * The one to which the system's addresses lead.
     *
     * @throws NoSuchElementException if nobody plays the role
     */
    public Server first(Role role) {
        return of(role).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no " + role.product()));
    }
}
