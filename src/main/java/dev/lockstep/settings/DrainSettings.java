package dev.lockstep.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Draining without a call.
 *
 * @param continuous {@code lockstep.drain.continuous}: whether the dead-letter queue is drained all
 *     the time, as a listener does, or only when the API is called
 * @param strategy {@code lockstep.drain.strategy}: the name of the one that drains then
 * @param interval {@code lockstep.drain.interval}: between two looks at an empty dead-letter queue;
 *     1 ms to a day
 * @param batch {@code lockstep.drain.batch}: messages in one transaction, 1 to 1000; a failure
 *     redelivers that many
 */
public record DrainSettings(boolean continuous, String strategy, Duration interval, int batch) {
    private static final String STRATEGY = "lockstep.drain.strategy";

    static DrainSettings read(Reading from) {
        return new DrainSettings(
                from.flag("lockstep.drain.continuous"),
                from.text(STRATEGY),
                from.milliseconds("lockstep.drain.interval", 1, 86_400_000),
                from.count("lockstep.drain.batch", 1, 1000, "messages"));
    }

    /**
     * The strategy of that name. Which there are is not known to the settings.
     *
     * @throws WrongSettingsException if there is none
     */
    public <S> S strategyAmong(Function<String, Optional<S>> named, List<String> names) {
        return named.apply(strategy)
                .orElseThrow(
                        () ->
                                new WrongSettingsException(
                                        List.of(
                                                "%s is \"%s\" and must be one of %s"
                                                        .formatted(
                                                                STRATEGY,
                                                                strategy,
                                                                String.join(", ", names)))));
    }
}
