package dev.lockstep.lab.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A detector that cannot see a planted anomaly fails the build, and so does one that accuses the
 * innocent. The runs are random and repeatable: a failure names its seed.
 */
class AuditTest {
    private static final int RUNS = 500;
    private static final int MOST_EVENTS_OF_A_FATE = 12;
    private static final Set<String> KINDS =
            Set.of("lost", "phantom", "orphan", "duplicate", "undead");

    @Test
    void aCleanRunIsNeverAccused() {
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun run = new RandomRun(new Random(seed), MOST_EVENTS_OF_A_FATE);

            assertThat(Audit.judge(run.history(), run.sides()))
                    .as("seed %d, %s", seed, run)
                    .isEqualTo(only(Set.of(), ""));
        }
    }

    @ParameterizedTest(name = "{0} is caught, and no other event is accused")
    @EnumSource
    void aPlantedAnomalyIsCaughtAndNothingElse(Planted planted) {
        for (long seed = 0; seed < RUNS; seed++) {
            RandomRun run = new RandomRun(new Random(seed), MOST_EVENTS_OF_A_FATE);
            String id = planted.in(run);

            assertThat(Audit.judge(run.history(), run.sides()))
                    .as("seed %d, %s planted as %s, %s", seed, planted, id, run)
                    .isEqualTo(only(planted.kinds(), id));
        }
    }

    @Test
    void severalAnomaliesAreAllCaughtAtOnce() {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            RandomRun run = new RandomRun(random, MOST_EVENTS_OF_A_FATE);
            Map<String, Set<String>> expected = only(Set.of(), "");
            for (int i = 0; i < 5; i++) {
                Planted planted = Planted.values()[random.nextInt(Planted.values().length)];
                String id = planted.in(run);
                planted.kinds().forEach(kind -> expected.get(kind).add(id));
            }

            assertThat(Audit.judge(run.history(), run.sides()))
                    .as("seed %d, %s", seed, run)
                    .isEqualTo(expected);
        }
    }

    /** Together the planted anomalies reach every detector: none is left unproved. */
    @Test
    void everyKindIsPlantedAtLeastOnce() {
        Set<String> planted = new TreeSet<>();
        for (Planted anomaly : Planted.values()) {
            planted.addAll(anomaly.kinds());
        }

        assertThat(planted).isEqualTo(KINDS);
        RandomRun run = new RandomRun(new Random(0), 0);
        assertThat(Audit.judge(run.history(), run.sides()).keySet()).isEqualTo(KINDS);
    }

    private static Map<String, Set<String>> only(Set<String> kinds, String id) {
        Map<String, Set<String>> expected = new TreeMap<>();
        for (String kind : KINDS) {
            expected.put(
                    kind,
                    new TreeSet<>(kinds.contains(kind) ? Set.of(id) : Collections.emptySet()));
        }
        return expected;
    }
}
