package dev.lockstep.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One reading of all settings. It goes on where one is wrong, so that all of them can be told at
 * once; what it returns for a wrong one means nothing, since {@link #refuseWrong()} follows.
 */
final class Reading {
    private static final String HOST_AND_PORT = "(\\[[0-9A-Fa-f:.]+]|[^\\s,:\\[\\]]+):\\d{1,5}";
    private static final Pattern SERVERS =
            Pattern.compile(HOST_AND_PORT + "(\\s*,\\s*" + HOST_AND_PORT + ")*");

    /** As MicroProfile Config has it. */
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "on", "1");

    private static final Set<String> FALSE = Set.of("false", "no", "n", "off", "0");

    private final Function<String, Optional<String>> source;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    /**
     * @param source the text of a setting by its name, or nothing
     */
    Reading(Function<String, Optional<String>> source) {
        this.source =
                name -> {
                    names.add(name);
                    return source.apply(name);
                };
    }

    /** Of the settings that were read so far, right or wrong. */
    Set<String> names() {
        return names;
    }

    /** Text of which nothing is asked but that it is not blank. */
    String text(String name) {
        return read(name, "text", Optional::of).orElse("");
    }

    /** Text that is never told to anybody. */
    String secret(String name) {
        Optional<String> secret = source.apply(name).filter(text -> !text.isBlank());
        if (secret.isEmpty()) {
            wrong.add(name + " is missing");
        }
        return secret.orElse("");
    }

    /** Text that may be missing, which is empty then, and may have so many bytes. */
    String textOrNone(String name, int mostBytes) {
        String text = source.apply(name).map(String::strip).orElse("");
        if (text.getBytes(UTF_8).length > mostBytes) {
            refuse(name, Optional.of(text), "at most %d bytes long".formatted(mostBytes));
        }
        return text;
    }

    boolean flag(String name) {
        return read(name, "true or false", Reading::flagOf).orElse(false);
    }

    private static Optional<Boolean> flagOf(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /** A number of things. */
    int count(String name, int least, int most, String unit) {
        return (int) whole(name, least, most, unit);
    }

    /** A number of things, or -1 for none of one's own. */
    Optional<Short> countOrNone(String name, int least, int most, String unit) {
        String range = "-1, or a whole number from %d to %d (%s)".formatted(least, most, unit);
        return read(
                        name,
                        range,
                        text ->
                                wholeOf(text)
                                        .filter(n -> n == -1 || (least <= n && n <= most))
                                        .map(Long::shortValue))
                .filter(number -> number != -1);
    }

    Duration milliseconds(String name, long least, long most) {
        return Duration.ofMillis(whole(name, least, most, "milliseconds"));
    }

    Duration seconds(String name, long least, long most) {
        return Duration.ofSeconds(whole(name, least, most, "seconds"));
    }

    /** Where a server answers over HTTP. */
    URI address(String name) {
        return read(name, "an address that begins with http:// or https://", Reading::addressOf)
                .orElse(URI.create("http://nowhere"));
    }

    /** Servers, each as host:port. */
    String servers(String name) {
        return read(
                        name,
                        "host:port, several separated by commas",
                        text -> Optional.of(text).filter(SERVERS.asMatchPredicate()))
                .orElse("");
    }

    /**
     * Ends the reading.
     *
     * @throws WrongSettingsException that names every wrong setting, if there is one
     */
    void refuseWrong() {
        if (!wrong.isEmpty()) {
            throw new WrongSettingsException(wrong);
        }
    }

    private long whole(String name, long least, long most, String unit) {
        return read(
                        name,
                        "a whole number from %d to %d (%s)".formatted(least, most, unit),
                        text -> wholeOf(text).filter(n -> least <= n && n <= most))
                .orElse(least);
    }

    private static Optional<Long> wholeOf(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> addressOf(String text) {
        try {
            URI address = URI.create(text);
            return Optional.of(address)
                    .filter(a -> "http".equals(a.getScheme()) || "https".equals(a.getScheme()))
                    .filter(a -> a.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> read(
            String name, String range, Function<String, Optional<T>> understand) {
        Optional<String> text = source.apply(name);
        Optional<T> value = text.map(String::strip).filter(t -> !t.isEmpty()).flatMap(understand);
        if (value.isEmpty()) {
            refuse(name, text, range);
        }
        return value;
    }

    private void refuse(String name, Optional<String> text, String range) {
        String value = text.map(t -> "is \"" + t + "\"").orElse("is missing");
        wrong.add("%s %s and must be %s".formatted(name, value, range));
    }
}
