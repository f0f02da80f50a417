package dev.lockstep.lab.audit;

import static dev.lockstep.lab.audit.MadeUpRun.Asked.DEAD_LETTER;
import static dev.lockstep.lab.audit.MadeUpRun.Side.DEAD_LETTERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.words.Anomaly;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A detector that cannot see a planted anomaly fails the build, and so does one that accuses the
 * innocent: an audit must find just what a run is made to show, be it planted among whatever a
 * correct system may do.
 */
class AuditTest {
    private static final int MOST_STORIES = 50;
    private static final int MOST_PLANTED = 10;

    @Property
    void aCleanRunIsNeverAccused(@ForAll("cleanRuns") List<Story> clean) {
        MadeUpRun run = MadeUpRun.of(clean);

        assertThat(Audit.judge(run.history(), run.sides()))
                .allSatisfy((kind, ids) -> assertThat(ids).as(kind.kind()).isEmpty());
        assertJudgedRightly(run);
    }

    @Property
    void whatIsLostIsCaughtHoweverItWasLost(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("lost", clean);
    }

    @Property
    void everyPhantomIsCaught(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("phantom", clean);
    }

    @Property
    void everyOrphanIsCaught(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("orphan", clean);
    }

    @Property
    void everyDuplicateIsCaught(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("duplicate", clean);
    }

    @Property
    void theUndeadAreCaught(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("undead", clean);
    }

    @Property
    void whatIsPrematureIsNotedAndNotAccused(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("premature", clean);
    }

    @Property
    void whatTheSystemNamesAsTornIsToldFromWhatItIsSilentAbout(
            @ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("torn", clean);
    }

    @Property
    void whatNobodyAskedForIsAStranger(@ForAll("cleanRuns") List<Story> clean) {
        assertCaughtInEveryWay("stranger", clean);
    }

    @Property
    void severalAnomaliesAreAllCaughtInAnyOrder(
            @ForAll("cleanRuns") List<Story> clean,
            @ForAll("anomalies") List<PlantedAnomaly> anomalies,
            @ForAll Random random) {
        MadeUpRun run = MadeUpRun.of(clean);
        anomalies.forEach(planted -> planted.in(run));
        run.shuffle(random);

        assertJudgedRightly(run);
    }

    /** Nothing is stored twice. The drain settles the second by its id. */
    @Example
    void twoCopiesOfALetterThatStillWaitAreNoAnomaly() {
        MadeUpRun run = new MadeUpRun();
        run.event(DEAD_LETTER).put(DEAD_LETTERS).put(DEAD_LETTERS);

        assertJudgedRightly(run);
    }

    /** None is left unproved. What is stuck has not come to rest, and so is never judged. */
    @Example
    void everyKindIsPlantedAtLeastOnce() {
        Set<String> kinds = new TreeSet<>(Anomaly.kinds());
        kinds.remove("stuck");
        Set<String> planted = new TreeSet<>();
        Arrays.stream(PlantedAnomaly.values()).map(PlantedAnomaly::kinds).forEach(planted::addAll);
        planted.remove("stranger");

        assertThat(planted).isEqualTo(kinds);
        kinds.remove("premature");
        MadeUpRun run = new MadeUpRun();
        assertThat(judge(run)).containsOnlyKeys(kinds);
    }

    @Provide
    Arbitrary<List<Story>> cleanRuns() {
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Combinators.combine(
                        Arbitraries.of(Story.Outcome.class), either, either, either, either)
                .as(Story::new)
                .list()
                .ofMaxSize(MOST_STORIES);
    }

    @Provide
    Arbitrary<List<PlantedAnomaly>> anomalies() {
        return Arbitraries.of(PlantedAnomaly.class).list().ofMinSize(1).ofMaxSize(MOST_PLANTED);
    }

    private static void assertCaughtInEveryWay(String kind, List<Story> clean) {
        for (PlantedAnomaly planted : PlantedAnomaly.showing(kind)) {
            MadeUpRun run = MadeUpRun.of(clean);
            planted.in(run);

            assertJudgedRightly(run);
        }
    }

    private static Map<String, Set<String>> judge(MadeUpRun run) {
        Map<String, Set<String>> found = new TreeMap<>();
        Audit.judge(run.history(), run.sides(), run.named())
                .forEach((kind, ids) -> found.put(kind.kind(), ids));
        return found;
    }

    private static void assertJudgedRightly(MadeUpRun run) {
        Map<String, Set<String>> found = judge(run);
        found.put(Anomaly.PREMATURE.kind(), Audit.premature(run.sides()));
        found.put("stranger", Audit.strangers(run.history(), run.sides()));
        found.values().removeIf(Set::isEmpty);

        assertThat(found).as(run.toString()).isEqualTo(run.anomalies());
    }
}
