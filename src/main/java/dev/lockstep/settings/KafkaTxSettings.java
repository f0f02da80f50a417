package dev.lockstep.settings;

/**
 * The strategy {@code kafka-tx}.
 *
 * @param databaseFirst {@code lockstep.kafka-tx.first}, {@code database} or {@code kafka}: which
 *     transaction commits first; the other one may then fail alone
 */
public record KafkaTxSettings(boolean databaseFirst) {
    static KafkaTxSettings read(Reading from) {
        return new KafkaTxSettings(
                from.oneOf("lockstep.kafka-tx.first", "database", "kafka").equals("database"));
    }
}
