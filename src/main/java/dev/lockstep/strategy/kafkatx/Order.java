package dev.lockstep.strategy.kafkatx;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which of the two transactions commits first. */
@ApplicationScoped
public class Order {
    private final boolean databaseFirst;

    @Inject
    public Order(@ConfigProperty(name = "lockstep.kafka-tx.first") String first) {
        if (!first.equals("database") && !first.equals("kafka")) {
            throw new IllegalArgumentException(
                    "lockstep.kafka-tx.first must be \"database\" or \"kafka\", not \""
                            + first
                            + "\".");
        }
        this.databaseFirst = first.equals("database");
    }

    boolean isDatabaseFirst() {
        return databaseFirst;
    }
}
