package dev.lockstep.lab.stack;

/**
 * What a process of a system is there for. A system may have several processes of one role.
 *
 * <p>In the order in which they are started: who uses the others comes last.
 */
public enum Role {
    DATABASE("PostgreSQL", "postgres"),
    ARTEMIS("Artemis", "artemis"),
    KAFKA("Kafka", "kafka"),
    /** The application, with the coordinator in it. */
    APPLICATION("WildFly", "wildfly");

    private final String product;
    private final String word;

    Role(String product, String word) {
        this.product = product;
        this.word = word;
    }

    /** What plays this role, as people call it. */
    public String product() {
        return product;
    }

    /** As files and keys name it. */
    String word() {
        return word;
    }

    /** Whether the application uses it over the network. */
    public boolean isResource() {
        return this != APPLICATION;
    }
}
