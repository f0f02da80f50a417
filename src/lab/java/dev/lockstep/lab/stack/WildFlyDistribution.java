package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** The unpacked WildFly, which all servers of a stack share: their directories are their own. */
final class WildFlyDistribution {
    private WildFlyDistribution() {}

    /** Runs {@code wildfly-config/configure.sh}, once for each change of what it reads. */
    static void configureOnce(Layout layout) {
        Path scripts = layout.project().resolve("wildfly-config");
        Path driver = layout.servers().resolve("postgresql.jar");
        Path besideDriver = layout.servers().resolve("lockstep-postgres.jar");
        Path stamp = layout.servers().resolve("wildfly-configured");
        String inputs = fingerprint(scripts, driver, besideDriver);
        try {
            if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
                return;
            }
            Commands.run(
                    "configure WildFly",
                    layout.servers(),
                    Map.of("JAVA_HOME", System.getProperty("java.home")),
                    "sh",
                    scripts.resolve("configure.sh").toString(),
                    layout.wildfly().toString(),
                    driver.toString(),
                    besideDriver.toString());
            Files.writeString(stamp, inputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(Path scripts, Path... jars) {
        try (Stream<Path> files = Files.list(scripts)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".cli") || name.equals("configure.sh")) {
                    digest.update(Files.readAllBytes(file));
                }
            }
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
