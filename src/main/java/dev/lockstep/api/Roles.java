package dev.lockstep.api;

/** Who may do what. Both may read. */
final class Roles {
    /** Publishes. */
    static final String PUBLISHER = "publisher";

    /** Drains, and settles what is in doubt. */
    static final String OPERATOR = "operator";

    private Roles() {}
}
