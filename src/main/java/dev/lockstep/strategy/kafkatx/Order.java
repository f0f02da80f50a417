package dev.lockstep.strategy.kafkatx;

/** Which of the two transactions commits first: each order is a strategy of its own. */
enum Order {
    DATABASE_FIRST("kafka-tx"),
    KAFKA_FIRST("kafka-tx-kafka-first");

    private final String strategy;

    Order(String strategy) {
        this.strategy = strategy;
    }

    /** Its name as it stands in the URL, and in the rows that it saves. */
    String strategy() {
        return strategy;
    }
}
