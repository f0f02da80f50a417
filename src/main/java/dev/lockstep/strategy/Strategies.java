package dev.lockstep.strategy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every strategy of the application; a new one is found by being produced. */
@ApplicationScoped
public class Strategies {
    private final List<Strategy> all;

    @Inject
    public Strategies(@Any Instance<Strategy> strategies) {
        this.all = strategies.stream().sorted(Comparator.comparing(Strategy::name)).toList();
    }

    public List<Strategy> all() {
        return all;
    }

    public Optional<Strategy> named(String name) {
        return all.stream().filter(strategy -> strategy.name().equals(name)).findFirst();
    }
}
