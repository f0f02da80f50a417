package dev.lockstep.part.lra;

import java.net.URI;

/**
 * A Long Running Action, which is what MicroProfile LRA calls a saga.
 *
 * @param address by which the coordinator knows it
 * @param id by which the application knows it: unique over all servers
 */
public record Lra(URI address, String id) {
    /**
     * @param node of the server that has the coordinator: each coordinator numbers for itself
     */
    static Lra at(URI address, String node) {
        String path = address.getPath();
        return new Lra(address, node + ":" + path.substring(path.lastIndexOf('/') + 1));
    }
}
