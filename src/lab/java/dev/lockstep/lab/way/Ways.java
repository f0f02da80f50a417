package dev.lockstep.lab.way;

import static java.util.stream.Collectors.toMap;

import dev.lockstep.lab.words.Found;
import dev.lockstep.lab.words.Scenario;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every way of this package, found by its class file. */
public final class Ways {
    private static final Map<String, Way> ALL =
            Found.beside(Way.class).stream()
                    .sorted(Comparator.comparingInt(Way::place).thenComparing(Way::name))
                    .collect(toMap(Way::name, way -> way, Ways::onlyOne, LinkedHashMap::new));

    private Ways() {}

    /** In the order in which they are run and shown. */
    public static List<Way> all() {
        return List.copyOf(ALL.values());
    }

    /** The names of all, in order. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /**
     * By its name.
     *
     * @throws IllegalArgumentException if the lab does not know it
     */
    public static Way of(String name) {
        Way way = ALL.get(name);
        if (way == null) {
            throw new IllegalArgumentException(
                    "The lab knows no way \"%s\": it has no file in %s."
                            .formatted(name, Ways.class.getPackageName()));
        }
        return way;
    }

    /** The steps of every way, in protocol order. */
    public static List<Step> steps() {
        return all().stream().flatMap(way -> way.steps().stream()).toList();
    }

    /** Where a crash hurts most, of every way in each scenario. */
    public static List<WorstStep> worst() {
        return all().stream().flatMap(way -> Stream.of(Scenario.values()).map(way::worst)).toList();
    }

    private static Way onlyOne(Way one, Way other) {
        throw new IllegalStateException(
                "%s and %s have one name.".formatted(one.getClass(), other.getClass()));
    }
}
