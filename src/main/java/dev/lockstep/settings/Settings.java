package dev.lockstep.settings;

import java.util.Optional;
import java.util.function.Function;

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
    /**
     * @param source the text of a setting by its name, or nothing
     * @throws WrongSettingsException that names every wrong setting, if there is one
     */
    static Settings read(Function<String, Optional<String>> source) {
        Reading from = new Reading(source);
        Settings settings =
                new Settings(
                        Node.read(from),
                        StartupSettings.read(from),
                        MemoSettings.read(from),
                        DrainSettings.read(from),
                        ArtemisSettings.read(from),
                        KafkaSettings.read(from),
                        LraSettings.read(from),
                        OutboxSettings.read(from),
                        SagaSettings.read(from));
        from.refuseWrong();
        return settings;
    }
}
