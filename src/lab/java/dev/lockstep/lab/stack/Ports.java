package dev.lockstep.lab.stack;

/** Every port of one stack, all on loopback, all moved by one offset. */
public record Ports(int offset) {
    public static final String HOST = "127.0.0.1";

    private static final int BETWEEN_TWO_OF_A_ROLE = 40;
    private static final String NO_RESOURCE = "The application is no resource of itself.";

    public Ports {
        if (offset < 0 || offset > 3000) {
            throw new StackProblem(
                    "The port offset (lockstep.port.offset) must be between 0 and 3000, not "
                            + offset
                            + ".");
        }
    }

    public int http() {
        return 8080 + offset;
    }

    public int management() {
        return 9990 + offset;
    }

    public int recovery() {
        return 4712 + offset;
    }

    public int recoveryStatus() {
        return 4713 + offset;
    }

    /** Where the saga's coordinator listens. */
    public int lraCoordinator() {
        return 8070 + offset;
    }

    /** Where the saga's coordinator calls the application back. */
    public int lraCallbacks() {
        return 8071 + offset;
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int artemis() {
        return 61616 + offset;
    }

    public int artemisConsole() {
        return 8161 + offset;
    }

    public int kafka() {
        return 9092 + offset;
    }

    public int kafkaController() {
        return 9093 + offset;
    }

    /** Where Kafka listens for those who come through its relay. */
    public int kafkaBehindRelay() {
        return 9095 + offset;
    }

    public int kafkaRelay() {
        return 9094 + offset;
    }

    public int postgresRelay() {
        return 15433 + offset;
    }

    public int artemisRelay() {
        return 61617 + offset;
    }

    /** Where the fault agent in the server listens, once it is loaded. */
    public int faultAgent() {
        return 9091 + offset;
    }

    /** What a server on these ports calls itself as a node. */
    String node() {
        return "lockstep-" + offset;
    }

    /** Those of one process: each further one of a role has its own, some way above. */
    Ports of(Seat seat) {
        return seat.number() == 1
                ? this
                : new Ports(offset + (seat.number() - 1) * BETWEEN_TWO_OF_A_ROLE);
    }

    /** Where the application's way to a resource leads through, if there is a relay. */
    int relay(Role resource) {
        return switch (resource) {
            case DATABASE -> postgresRelay();
            case ARTEMIS -> artemisRelay();
            case KAFKA -> kafkaRelay();
            case APPLICATION -> throw new IllegalArgumentException(NO_RESOURCE);
        };
    }

    /** Where a relay leads to. */
    int behindRelay(Role resource) {
        return resource == Role.KAFKA ? kafkaBehindRelay() : resource(resource);
    }

    /** Where a resource listens for those who use it. */
    int resource(Role resource) {
        return switch (resource) {
            case DATABASE -> postgres();
            case ARTEMIS -> artemis();
            case KAFKA -> kafka();
            case APPLICATION -> throw new IllegalArgumentException(NO_RESOURCE);
        };
    }
}
