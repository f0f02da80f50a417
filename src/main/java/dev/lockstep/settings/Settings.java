package dev.lockstep.settings;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** All settings of the application, by concern. */
record Settings(
        Node node,
        StartupSettings startup,
        MemoSettings memos,
        DrainSettings drain,
        ArtemisSettings artemis,
        KafkaSettings kafka,
        LraSettings lra,
        OutboxSettings outbox,
        SagaSettings saga) {
    private static final String PREFIX = "LOCKSTEP_";

    /** What the server's own configuration (wildfly-config) reads, and the application does not. */
    private static final Set<String> OF_THE_SERVER = Set.of("LOCKSTEP_SECRETS");

    /**
     * @param source the text of a setting by its name, or nothing
     * @throws WrongSettingsException that names every wrong setting, if there is one
     */
    static Settings read(Function<String, Optional<String>> source) {
        Reading from = new Reading(source);
        Settings settings = read(from);
        from.refuseWrong();
        return settings;
    }

    /**
     * Environment variables that look like settings and are none: misspelt, or of another version.
     *
     * @param environment the names of all variables, perhaps among others
     */
    static List<String> misspelt(Iterable<String> environment) {
        Reading names = new Reading(name -> Optional.empty());
        read(names);
        Set<String> known = names.names().stream().map(Settings::variable).collect(toSet());
        return StreamSupport.stream(environment.spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> !known.contains(name) && !OF_THE_SERVER.contains(name))
                .distinct()
                .sorted()
                .toList();
    }

    /** As MicroProfile Config looks a setting up in the environment. */
    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Settings read(Reading from) {
        return new Settings(
                Node.read(from),
                StartupSettings.read(from),
                MemoSettings.read(from),
                DrainSettings.read(from),
                ArtemisSettings.read(from),
                KafkaSettings.read(from),
                LraSettings.read(from),
                OutboxSettings.read(from),
                SagaSettings.read(from));
    }
}
