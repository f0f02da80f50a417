package dev.lockstep.lab.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.report.ResultFile;
import dev.lockstep.lab.run.HandsRun;
import dev.lockstep.lab.run.Run;
import dev.lockstep.lab.run.StepRun;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.words.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlansTest {
    private static final Options EVERYTHING = options(Set.of(), Set.of(), Set.of());

    private static Options options(Set<String> strategies, Set<String> faults, Set<String> steps) {
        return new Options(
                "test",
                strategies,
                Set.of(),
                Set.of(),
                faults,
                steps,
                1,
                1000,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void asksOfEachPointEveryFaultOfEachVictimOnce() {
        List<Trial> trials = trials(EVERYTHING).filter(trial -> !isAtRandom(trial)).toList();

        assertThat(trials).doesNotHaveDuplicates();
        // A log deleted and a twin: at three steps in both scenarios.
        int mistakes = 2 * 3 * 2;
        assertThat(trials.stream().filter(PlansTest::isOfTheFirst))
                .hasSize(mistakes + Ways.all().stream().mapToInt(PlansTest::faults).sum());
    }

    private static boolean isOfTheFirst(Trial trial) {
        return Stream.of(Fault.values())
                .limit(Fault.TWIN.ordinal() + 1)
                .anyMatch(fault -> fault.word().equals(trial.fault()));
    }

    /** Server: kill, pause, cut. Database and broker: kill, pause, and three cuts. */
    private static int faults(Way way) {
        int each = 3 + (way.has(Victim.DATABASE) ? 5 : 0) + (way.has(Victim.BROKER) ? 5 : 0);
        return way.steps().size() * each;
    }

    @Test
    void answersForBothScenariosWithOneFault() {
        List<Run> runs = runs(options(Set.of("xa"), Set.of("pause"), Set.of()));

        assertThat(runs)
                .hasSize(6 * 3)
                .allSatisfy(
                        run ->
                                assertThat(run.trials())
                                        .extracting(Trial::scenario)
                                        .containsExactlyInAnyOrder("publish", "drain"));
    }

    @Test
    void givesATrialTheSameSeedWhateverElseIsChosen() {
        Set<Trial> all = new HashSet<>(trials(EVERYTHING).toList());

        assertThat(trials(options(Set.of(), Set.of("kill"), Set.of()))).isSubsetOf(all);
    }

    /**
     * What the lab has learned since changes nothing of what it asked before. Kafka first is a way
     * of its own since.
     */
    @Test
    void theCommittedCampaignIsNotAskedAgain() {
        List<Trial> committed =
                new ResultFile(Path.of("docs", "results", "full", "results.jsonl"))
                        .read().all().stream()
                                .map(Result::trial)
                                .filter(trial -> !trial.step().endsWith("(Kafka first)"))
                                .filter(trial -> !isAtRandom(trial))
                                .toList();

        assertThat(trials(EVERYTHING).toList()).containsAll(committed);
    }

    /** Where there is no branch, a line says so; it costs nothing. */
    @Test
    void saysWhereNoBranchCanBeSettledByHand() {
        List<Run> runs = runs(options(Set.of(), Set.of("rollback-by-hand"), Set.of()));

        assertThat(runs.stream().filter(run -> run.exemption().isEmpty()))
                .flatExtracting(Run::trials)
                .extracting(Trial::strategy, Trial::scenario, Trial::step, Trial::victim)
                .containsExactlyInAnyOrder(
                        tuple("xa", "publish", "prepared not decided", "database"),
                        tuple("xa", "publish", "prepared not decided", "broker"),
                        tuple("xa", "publish", "decided not committed", "database"),
                        tuple("xa", "publish", "decided not committed", "broker"),
                        tuple("xa", "publish", "between commits", "broker"),
                        tuple("xa", "drain", "prepared not decided", "database"),
                        tuple("xa", "drain", "prepared not decided", "broker"),
                        tuple("xa", "drain", "decided not committed", "database"),
                        tuple("xa", "drain", "decided not committed", "broker"),
                        tuple("xa", "drain", "between commits", "database"));
        assertThat(runs.stream().filter(run -> run.exemption().isPresent()))
                .flatExtracting(Run::trials)
                .extracting(Trial::strategy)
                .containsAll(Ways.names());
    }

    @Test
    void settlesByHandInEveryVariantSoManyTimes() {
        Plan plan = Plans.of(Options.of(Map.of("by-hand", "100")));
        List<Run> runs = ((ListedPlan) plan).runs();

        assertThat(runs).hasSize(10).allMatch(run -> run instanceof HandsRun);
        List<StepRun> hands =
                runs.stream().flatMap(run -> ((HandsRun) run).hands().stream()).toList();
        assertThat(hands).hasSize(100).allMatch(hand -> hand.exemption().isEmpty());
        assertThat(hands.subList(0, 24)).doesNotHaveDuplicates();
        assertThat(new HashSet<>(hands)).hasSize(24);
        assertThat(runs.stream().flatMap(run -> run.trials().stream())).doesNotHaveDuplicates();
        assertThat(((ListedPlan) Plans.of(Options.of(Map.of("by-hand", "100")))).runs())
                .isEqualTo(runs);
    }

    @Test
    void goesOnWhereItWas() {
        Plan plan = Plans.of(options(Set.of("xa"), Set.of("kill"), Set.of("between commits")));
        Set<Trial> done = new HashSet<>();
        int all = plan.left(done).runs().orElseThrow();

        done.addAll(plan.next(done).orElseThrow().trials());

        assertThat(plan.left(done).runs()).contains(all - 1);
        assertThat(plan.next(done).orElseThrow().trials()).doesNotContainAnyElementsOf(done);
    }

    @Test
    void soaksUntilTheTimeIsOver() {
        Options options =
                new Options(
                        "soak",
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        7,
                        1000,
                        Optional.of(Duration.ofHours(1)),
                        Optional.empty(),
                        Optional.empty());
        Plan soak = Plans.of(options);
        Run first = soak.next(Set.of()).orElseThrow();
        Run second = soak.next(new HashSet<>(first.trials())).orElseThrow();

        assertThat(Stream.of(first, second).flatMap(run -> run.trials().stream()))
                .extracting(Trial::strategy, Trial::seed)
                .containsOnly(tuple("xa", 7L), tuple("xa", 8L));
        assertThat(new SoakPlan(options, Duration.ZERO, List.of()).next(Set.of())).isEmpty();
    }

    private static boolean isAtRandom(Trial trial) {
        return trial.step().equals(Trial.AT_RANDOM);
    }

    private static Stream<Trial> trials(Options options) {
        return runs(options).stream().flatMap(run -> run.trials().stream());
    }

    private static List<Run> runs(Options options) {
        return ((ListedPlan) Plans.of(options)).runs();
    }
}
