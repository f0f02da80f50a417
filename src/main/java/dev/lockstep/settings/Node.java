package dev.lockstep.settings;

import java.util.Optional;

/**
 * Who this server is. The one name goes into the Xids of its transactions, where the server's own
 * configuration puts it (wildfly-config/transactions.cli), into Kafka's transactional ids and
 * consumer groups, and into the ids of its sagas: whoever has it takes up what its former self has
 * left.
 *
 * @param name {@code lockstep.node.id}: unique among all servers, and the same after a restart; at
 *     most 23 bytes, the limit of Narayana's node identifier. A server that was given none starts,
 *     so that it can say so, and is never ready
 */
public record Node(String name) {
    private static final int MOST_BYTES = 23;
    private static final String NAMELESS = "nameless";

    /** What the transaction manager is called of which nobody has said who it is. */
    private static final String NOBODY = "1";

    static Node read(Reading from) {
        String name = from.textOrNone("lockstep.node.id", MOST_BYTES);
        return new Node(name.isEmpty() ? NAMELESS : name);
    }

    /**
     * Why this server must not work under a name, in a sentence, if so. Two servers with one name
     * roll back each other's transactions.
     *
     * @param identifier by which the transaction manager knows itself
     */
    public static Optional<String> problem(String identifier) {
        if (identifier == null || identifier.isBlank()) {
            return Optional.of(
                    "The transaction manager has no node identifier: set LOCKSTEP_NODE_ID to a name that no other server has.");
        }
        if (identifier.equals(NOBODY)) {
            return Optional.of(
                    "The transaction manager's node identifier is the default \"1\": set LOCKSTEP_NODE_ID to a name that no other server has.");
        }
        return Optional.empty();
    }
}
