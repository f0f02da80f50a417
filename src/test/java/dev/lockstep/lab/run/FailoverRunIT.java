package dev.lockstep.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.report.Result;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Fault;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.lab.words.Victim;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab kills the primary under a crowd of callers, and promotes a standby. */
@OnTheStack
class FailoverRunIT {
    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * Timeline: a publish and a drain are decided, their threads stand before the first commit. The
     * primary dies, and its synchronous standby is promoted: both branches are prepared there.
     */
    @Tag("rare")
    @Test
    void nothingIsLostUnderXaWithASynchronousStandby() {
        run("xa", Fault.FAILOVER);
    }

    /** The lab would be blind if it did not see that. */
    @Tag("rare")
    @ParameterizedTest
    @CsvSource({"xa", "outbox"})
    void whatWasAcknowledgedWithoutAStandbyIsLostWithIt(String way) {
        List<Result> results = run(way, Fault.FAILOVER_ASYNCHRONOUS_BEHIND);

        assertThat(results.get(0).anomalies().get(Anomaly.LOST.kind())).isNotEmpty();
    }

    private List<Result> run(String name, Fault fault) {
        Way way = Ways.of(name);
        StepRun run =
                new StepRun(
                        way,
                        List.of(
                                way.worst(Scenario.PUBLISH).step(),
                                way.worst(Scenario.DRAIN).step()),
                        Victim.DATABASE,
                        fault,
                        1);
        return StepRuns.asPredicted(lockstep, "failover", run);
    }
}
