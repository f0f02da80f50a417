package dev.lockstep.lab.campaign;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lockstep.lab.run.HandsRun;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.words.Nature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Branches settled by hand in every variant that there is, in an order that the seed gives. */
final class HandsRuns {
    /** After as many all is audited. */
    private static final int HANDS = 10;

    private HandsRuns() {}

    /**
     * @param count how often somebody settles branches, under each way that has some
     */
    static List<Run> of(Options options, int count) {
        Map<String, List<StepRun>> variants =
                StepRuns.of(options).stream()
                        .filter(run -> run.fault().is(Nature.BRANCH))
                        .filter(run -> run.exemption().isEmpty())
                        .collect(groupingBy(run -> run.way().name(), LinkedHashMap::new, toList()));
        return variants.values().stream().flatMap(all -> runs(all, count, options.seed())).toList();
    }

    private static Stream<Run> runs(List<StepRun> variants, int count, long seed) {
        List<StepRun> hands = hands(variants, count, new Random(seed));
        return IntStream.iterate(0, first -> first < count, first -> first + HANDS)
                .mapToObj(
                        first ->
                                new HandsRun(
                                        variants.get(0).way(),
                                        hands.subList(first, Math.min(first + HANDS, count)),
                                        seed + first / HANDS));
    }

    /** Each variant once before any comes again. */
    private static List<StepRun> hands(List<StepRun> variants, int count, Random random) {
        List<StepRun> hands = new ArrayList<>();
        while (hands.size() < count) {
            List<StepRun> round = new ArrayList<>(variants);
            Collections.shuffle(round, random);
            hands.addAll(round);
        }
        return hands;
    }
}
