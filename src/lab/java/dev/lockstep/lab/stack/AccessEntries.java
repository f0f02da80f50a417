package dev.lockstep.lab.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The entries of a {@link StackFile} that say where the parts are and who is let in.
 *
 * @param path of the file, to name it
 * @param entries what was read
 */
record AccessEntries(Path path, Properties entries) {
    private static final String TRANSACTION_LOG = "wildfly.transaction-log";

    /** All but the transaction log, which may be out of sight. */
    private static final List<String> REQUIRED =
            List.of(
                    "http.url",
                    "management.url",
                    "postgres.url",
                    "postgres.user",
                    "postgres.password",
                    "artemis.url",
                    "artemis.jolokia",
                    "artemis.user",
                    "artemis.password",
                    "kafka.bootstrap",
                    "publisher.user",
                    "publisher.password",
                    "operator.user",
                    "operator.password");

    /** What is written. */
    static Map<String, Object> of(Access access) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("http.url", access.http());
        entries.put("management.url", access.management());
        entries.put("postgres.url", access.postgres());
        entries.put("postgres.user", access.postgresLogin().user());
        entries.put("postgres.password", access.postgresLogin().password());
        entries.put("artemis.url", access.artemis());
        entries.put("artemis.jolokia", access.jolokia());
        entries.put("artemis.user", access.artemisLogin().user());
        entries.put("artemis.password", access.artemisLogin().password());
        entries.put("kafka.bootstrap", access.kafka());
        entries.put("publisher.user", access.publisher().user());
        entries.put("publisher.password", access.publisher().password());
        entries.put("operator.user", access.operator().user());
        entries.put("operator.password", access.operator().password());
        access.transactionLog().ifPresent(log -> entries.put(TRANSACTION_LOG, log));
        return entries;
    }

    /**
     * @throws StackProblem if the file does not say everything
     */
    Access access() {
        requireAll();
        return new Access(
                url("http.url", "http"),
                url("management.url", "http"),
                login("publisher"),
                login("operator"),
                url("postgres.url", "jdbc:postgresql:"),
                login("postgres"),
                entries.getProperty("artemis.url"),
                url("artemis.jolokia", "http"),
                login("artemis"),
                entries.getProperty("kafka.bootstrap"),
                transactionLog());
    }

    private void requireAll() {
        List<String> missing =
                REQUIRED.stream().filter(key -> entries.getProperty(key, "").isBlank()).toList();
        if (!missing.isEmpty()) {
            throw new StackProblem("%s lacks %s.".formatted(path, String.join(", ", missing)));
        }
    }

    private Access.Login login(String whose) {
        return new Access.Login(
                entries.getProperty(whose + ".user"), entries.getProperty(whose + ".password"));
    }

    private String url(String key, String beginning) {
        String url = entries.getProperty(key).strip();
        if (!url.startsWith(beginning)) {
            throw new StackProblem(
                    "%s in %s does not begin with %s: %s.".formatted(key, path, beginning, url));
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /**
     * Not needed to tell that nothing is in doubt: what is decided and not carried out is still
     * prepared in the database or the broker.
     */
    private Optional<Path> transactionLog() {
        String directory = entries.getProperty(TRANSACTION_LOG, "").strip();
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        Path log = Path.of(directory);
        if (!Files.isDirectory(log) || !Files.isReadable(log)) {
            throw new StackProblem(
                    "%s in %s names %s, which is no directory that can be read here: leave it out if WildFly keeps its transaction log elsewhere."
                            .formatted(TRANSACTION_LOG, path, directory));
        }
        return Optional.of(log);
    }
}
