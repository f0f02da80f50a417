package dev.lockstep.docs;

import dev.lockstep.lab.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of what Lockstep runs on, as the build has them. */
final class VersionsTable {
    private VersionsTable() {}

    static String text() {
        return new Table(
                        "WildFly",
                        "Narayana",
                        "PostgreSQL",
                        "its driver",
                        "ActiveMQ Artemis",
                        "Apache Kafka")
                .row(
                        version("wildfly"),
                        version("narayana"),
                        version("postgresql-server"),
                        version("postgresql-driver"),
                        version("artemis"),
                        version("kafka"))
                .markdown();
    }

    private static String version(String name) {
        Matcher property = Pattern.compile("<version\\.%s>(.+?)</".formatted(name)).matcher(pom());
        if (!property.find()) {
            throw new IllegalStateException("pom.xml has no version of " + name);
        }
        return property.group(1).replace(".Final", "");
    }

    private static String pom() {
        try {
            return Files.readString(Measured.DOCS.resolveSibling("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
