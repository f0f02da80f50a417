package dev.lockstep.lab.campaign;

import static java.util.stream.Collectors.partitioningBy;

import dev.lockstep.lab.run.RandomRun.Kind;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every fault that is asked about, at every step of every way where it is. */
final class StepRuns {
    private StepRuns() {}

    static List<StepRun> of(Options options) {
        Seeds seeds = new Seeds(options.seed());
        return Ways.all().stream()
                .filter(options::includes)
                .flatMap(
                        way ->
                                options.kinds(kind -> kind.fault().hits(kind.victim())).stream()
                                        .filter(kind -> way.has(kind.victim()))
                                        .flatMap(kind -> of(way, kind, options, seeds)))
                .sorted(
                        Comparator.comparingInt(StepRuns::placeOfWay)
                                .thenComparingLong(StepRun::seed))
                .toList();
    }

    private static int placeOfWay(StepRun run) {
        return Ways.names().indexOf(run.way().name());
    }

    /**
     * With a step of each scenario at a time, so that one fault answers for both: the first with
     * the first, and so on; what one scenario has more is alone.
     */
    private static Stream<StepRun> of(Way way, Kind kind, Options options, Seeds seeds) {
        Victim victim = kind.victim();
        Fault fault = kind.fault();
        List<List<Step>> scenarios =
                Stream.of(Scenario.values())
                        .map(way::steps)
                        .map(steps -> steps.stream().filter(options::includes))
                        .map(steps -> steps.filter(step -> way.isAsked(step, victim, fault)))
                        .map(Stream::toList)
                        .toList();
        int most = scenarios.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .mapToObj(
                        place ->
                                scenarios.stream()
                                        .filter(steps -> place < steps.size())
                                        .map(steps -> steps.get(place))
                                        .toList())
                .flatMap(steps -> apart(steps, way, victim, fault))
                .map(
                        steps -> {
                            Step first = steps.get(0);
                            int place = way.steps(first.scenario()).indexOf(first);
                            long seed = seeds.of(way, place, victim, fault);
                            return new StepRun(way, steps, victim, fault, seed);
                        });
    }

    /** A fault that cannot meet one of them is still dealt to the other. */
    private static Stream<List<Step>> apart(List<Step> steps, Way way, Victim victim, Fault fault) {
        return steps.stream()
                .collect(partitioningBy(step -> way.exemption(step, victim, fault).isPresent()))
                .values()
                .stream()
                .filter(part -> !part.isEmpty());
    }
}
