package dev.lockstep.part;

/** What a strategy stands on, and what can be away by itself. */
public enum Part {
    DATABASE("PostgreSQL", false),
    ARTEMIS("ActiveMQ Artemis", true),
    KAFKA("Apache Kafka", true),
    COORDINATOR("LRA coordinator", false);

    private final String product;
    private final boolean carriesMessages;

    Part(String product, boolean carriesMessages) {
        this.product = product;
        this.carriesMessages = carriesMessages;
    }

    /** Whether it is a message broker. */
    public boolean carriesMessages() {
        return carriesMessages;
    }

    @Override
    public String toString() {
        return product;
    }
}
