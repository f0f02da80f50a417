package dev.lockstep.lab.run;

import static dev.lockstep.lab.words.Scenario.DRAIN;
import static dev.lockstep.lab.words.Scenario.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.way.DualWriteQueueFirst;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lab makes the database read-only, and sees what it does to two ways. */
@OnTheStack
class ReadOnlyRunIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /** The message is sent or removed, and its row is refused. */
    @Test
    void tearsWhatWentToTheQueueFirst() {
        List<Result> results = readOnly(DualWriteQueueFirst.NAME);

        assertThat(results).extracting(Result::verdict).containsOnly(Result.AS_PREDICTED);
        assertThat(results.get(0).found()).contains(Anomaly.PHANTOM.kind());
        assertThat(results.get(1).found()).contains(Anomaly.LOST.kind());
    }

    @Tag("longer")
    @Test
    void tearsNothingUnderXa() {
        List<Result> results = readOnly(Xa.NAME);

        assertThat(results).extracting(Result::verdict).containsOnly(Result.AS_PREDICTED);
        assertThat(results.get(1).found()).isEmpty();
    }

    private List<Result> readOnly(String name) {
        Way way = Ways.of(name);
        List<Step> steps = List.of(way.worst(PUBLISH).step(), way.worst(DRAIN).step());
        try (Bench bench = Bench.of(lockstep.stack())) {
            return new Runner(bench)
                    .run(new StepRun(way, steps, Victim.DATABASE, Fault.READ_ONLY, 1))
                    .results("read-only", 1, "this machine", Map.of());
        }
    }
}
