package dev.lockstep.lab.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is found by its class file, so that nothing else needs to be told of a new one. */
public final class Found {
    private static final String CLASS = ".class";

    private Found() {}

    /** One of each class that lies beside a type and implements it, in no order. */
    public static <T> List<T> beside(Class<T> type) {
        try {
            Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                return in(place, type);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return in(jar.getPath("/"), type);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> in(Path root, Class<T> type) throws IOException {
        Path folder = root.resolve(type.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CLASS))
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .map(name -> load(type, name))
                    .filter(found -> type.isAssignableFrom(found) && !found.isInterface())
                    .map(found -> type.cast(create(found)))
                    .toList();
        }
    }

    private static Class<?> load(Class<?> type, String name) {
        try {
            // Looked at, not initialized: who asks may be one of them, and would wait for itself.
            return Class.forName(type.getPackageName() + "." + name, false, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object create(Class<?> found) {
        try {
            Constructor<?> constructor = found.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(found + " needs a constructor without parameters.", e);
        }
    }
}
