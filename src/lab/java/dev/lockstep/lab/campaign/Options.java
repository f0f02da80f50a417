package dev.lockstep.lab.campaign;

import static java.util.Map.entry;

import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a campaign is asked to do, from system properties.
 *
 * @param campaign its name, and the folder of its results below docs/results
 * @param strategies, scenarios, victims, faults which of each; empty means all
 * @param steps parts of names of steps; empty means all
 * @param seed of the first run; the others count up from it
 * @param most runs at most
 * @param soak how long faults of every kind come at random moments, instead of at steps
 * @param byHand how often somebody settles branches by hand, instead of faults at steps
 * @param target the file that tells of a system that the lab does not start
 */
record Options(
        String campaign,
        Set<String> strategies,
        Set<String> scenarios,
        Set<String> victims,
        Set<String> faults,
        Set<String> steps,
        long seed,
        int most,
        Optional<Duration> soak,
        Optional<Integer> byHand,
        Optional<String> target) {

    static final String HELP =
            """
            mvn -Plab                          every strategy, scenario, step, victim and fault; an interrupted campaign
                                               goes on where it was
              -Dlab.campaign=NAME              results go to docs/results/NAME (full; soak or target if one is asked for)
              -Dlab.strategies=xa,outbox       only these, and so on:
              -Dlab.scenarios=publish,drain
              -Dlab.victims=server,database,broker
              -Dlab.faults=kill                of %s
              -Dlab.steps=between              only steps whose name contains one of these
              -Dlab.seed=1                     of the first run; the others count up from it
              -Dlab.most=1000                  runs at most
              -Dlab.soak=30m                   instead, for so long (s, m or h): publish and drain under xa, or under
                                               lab.strategies, with faults of every kind at random moments
              -Dlab.by-hand=100                instead: somebody settles prepared branches so many times, in every variant
              -Dlab.target=FILE                against a running system, told of by a file such as mvn -Pup writes
                                               (target/stack.properties): kills and pauses at random moments. All its
                                               push events and messages are deleted!
              -Dlockstep.port.offset=100       moves every port
            """
                    .formatted(everyFault());

    /**
     * Every option, and the words that it takes; none where it takes a name, a number or a file.
     */
    private static final Map<String, List<String>> KNOWN =
            Map.ofEntries(
                    entry("campaign", List.of()),
                    entry("strategies", Ways.names()),
                    entry("scenarios", words(Scenario.values(), Scenario::word)),
                    entry("victims", words(Victim.values(), Victim::word)),
                    entry("faults", words(Fault.values(), Fault::word)),
                    entry("steps", List.of()),
                    entry("seed", List.of()),
                    entry("most", List.of()),
                    entry("soak", List.of()),
                    entry("by-hand", List.of()),
                    entry("target", List.of()));

    /**
     * From the properties whose names begin with {@code lab.}, without that.
     *
     * @throws StackProblem in one sentence, if one is not understood
     */
    static Options of(Map<String, String> given) {
        for (String option : given.keySet()) {
            if (!KNOWN.containsKey(option)) {
                throw new StackProblem(
                        "There is no option lab.%s; there are %s."
                                .formatted(
                                        option, String.join(", ", new TreeSet<>(KNOWN.keySet()))));
            }
        }
        Optional<Duration> soak = Optional.ofNullable(given.get("soak")).map(Options::duration);
        Optional<String> target = Optional.ofNullable(given.get("target"));
        return new Options(
                given.getOrDefault("campaign", usualName(given)),
                words(given, "strategies"),
                words(given, "scenarios"),
                words(given, "victims"),
                words(given, "faults"),
                words(given, "steps"),
                number(given, "seed", 1),
                Math.toIntExact(number(given, "most", 1000)),
                soak,
                Optional.ofNullable(given.get("by-hand"))
                        .map(any -> Math.toIntExact(number(given, "by-hand", 0))),
                target);
    }

    private static String usualName(Map<String, String> given) {
        return Stream.of("target", "soak", "by-hand")
                .filter(given::containsKey)
                .findFirst()
                .orElse("full");
    }

    private static String everyFault() {
        return String.join(",", words(Fault.values(), Fault::word))
                .replaceAll("(.{50,60},)", "$1\n" + " ".repeat(37));
    }

    boolean includes(Way way) {
        return includes(strategies, way.name());
    }

    boolean includes(Step step) {
        return includes(strategies, step.way())
                && includes(scenarios, step.scenario().word())
                && (steps.isEmpty() || steps.stream().anyMatch(step.name()::contains));
    }

    boolean includes(Victim victim, Fault fault) {
        return includes(victims, victim.word()) && includes(faults, fault.word());
    }

    /** Of all that are asked for, those that are wanted. */
    List<Kind> kinds(Predicate<Kind> wanted) {
        return Arrays.stream(Victim.values())
                .flatMap(
                        victim ->
                                Arrays.stream(Fault.values()).map(fault -> new Kind(victim, fault)))
                .filter(kind -> includes(kind.victim(), kind.fault()))
                .filter(wanted)
                .toList();
    }

    private static boolean includes(Set<String> wanted, String word) {
        return wanted.isEmpty() || wanted.contains(word);
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    private static Set<String> words(Map<String, String> given, String option) {
        Set<String> words =
                Arrays.stream(given.getOrDefault(option, "").split(","))
                        .map(String::strip)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        List<String> known = KNOWN.get(option);
        for (String word : words) {
            if (!known.isEmpty() && !known.contains(word)) {
                throw new StackProblem(
                        "lab.%s does not know %s; it knows %s."
                                .formatted(option, word, String.join(", ", known)));
            }
        }
        return words;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new StackProblem(
                    "lab.soak must be a length of time such as 90s, 30m or 8h, not %s."
                            .formatted(text),
                    e);
        }
    }

    private static long number(Map<String, String> given, String option, long otherwise) {
        String text = given.get(option);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new StackProblem(
                    "lab.%s must be a whole number, not %s.".formatted(option, text), e);
        }
    }
}
