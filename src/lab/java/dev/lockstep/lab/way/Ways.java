package dev.lockstep.lab.way;

import static java.util.stream.Collectors.toMap;

import dev.lockstep.lab.words.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every way of this package, found by its class file. */
public final class Ways {
    private static final Map<String, Way> ALL =
            find().stream()
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

    private static List<Way> find() {
        try {
            Path place =
                    Path.of(Ways.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return findIn(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return findIn(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Way> findIn(Path root) throws IOException {
        Path folder = root.resolve(Ways.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .map(Ways::load)
                    .filter(found -> Way.class.isAssignableFrom(found) && !found.isInterface())
                    .map(Ways::create)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            // Looked at, not initialized: this class would wait for itself.
            return Class.forName(
                    Ways.class.getPackageName() + "." + name, false, Ways.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Way create(Class<?> found) {
        try {
            return (Way) found.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(found + " needs a constructor without parameters.", e);
        }
    }
}
