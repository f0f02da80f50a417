package dev.lockstep.strategy.kafkatx;

import dev.lockstep.settings.KafkaTxSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which of the two transactions commits first. */
@ApplicationScoped
public class Order {
    private final boolean databaseFirst;

    @Inject
    public Order(KafkaTxSettings settings) {
        this.databaseFirst = settings.databaseFirst();
    }

    boolean isDatabaseFirst() {
        return databaseFirst;
    }
}
