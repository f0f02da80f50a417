package dev.lockstep.strategy;

/**
 * What a strategy promises and what it does not, in the same few fields for each.
 *
 * @param broker the message broker that it needs
 * @param atomic row and message: both or neither in the end, whatever is killed
 * @param delivered how often a published event reaches the consumer: exactly, at least or at most
 *     once
 * @param messageBeforeRow when a consumer may see the message before it can read the row
 * @param locked what stays locked, and for how long, while a participant or the coordinator is away
 * @param consumerMust what the consumer has to cope with
 */
public record Promise(
        Broker broker,
        boolean atomic,
        String delivered,
        String messageBeforeRow,
        String locked,
        String consumerMust) {

    /** The brokers that strategies run over. */
    public enum Broker {
        ARTEMIS("ActiveMQ Artemis"),
        KAFKA("Apache Kafka");

        private final String product;

        Broker(String product) {
            this.product = product;
        }

        @Override
        public String toString() {
            return product;
        }
    }
}
