package dev.lockstep.lab.fault;

import static java.util.stream.Collectors.toMap;

import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Found;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Every dealer of this package, by the faults that it deals. */
public final class Dealers {
    private static final Map<Fault, Dealer> ALL =
            Found.beside(Dealer.class).stream()
                    .flatMap(
                            dealer ->
                                    dealer.faults().stream().map(fault -> Map.entry(fault, dealer)))
                    .collect(
                            toMap(
                                    Map.Entry::getKey,
                                    Map.Entry::getValue,
                                    Dealers::onlyOne,
                                    () -> new EnumMap<>(Fault.class)));

    private Dealers() {}

    /** A fault, ready to be dealt by whoever deals such ones. */
    public static Blow blow(Aim aim) {
        return of(aim.fault()).blow(aim);
    }

    /**
     * Who deals it.
     *
     * @throws IllegalArgumentException if nobody does
     */
    static Dealer of(Fault fault) {
        Dealer dealer = ALL.get(fault);
        if (dealer == null) {
            throw new IllegalArgumentException(
                    "Nobody deals %s: it is in no dealer of %s."
                            .formatted(fault, Dealers.class.getPackageName()));
        }
        return dealer;
    }

    /** What can be dealt. */
    static Set<Fault> faults() {
        return ALL.keySet();
    }

    private static Dealer onlyOne(Dealer one, Dealer other) {
        throw new IllegalStateException(
                "%s and %s deal one fault.".formatted(one.getClass(), other.getClass()));
    }
}
