package dev.lockstep.lab.run;

import static dev.lockstep.lab.run.Waits.READY_LIMIT;
import static dev.lockstep.lab.run.Waits.RECOVERY_LIMIT;
import static dev.lockstep.lab.run.Waits.await;

import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.TornEvents;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.words.Trial;
import dev.lockstep.lab.workload.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** The end of a run, from the last repair to the audit. */
final class Conclusion {
    private static final Duration QUIET_LIMIT = Duration.ofSeconds(120);

    /** Several looks of the system at what was left behind. */
    private static final Duration NAMING_LIMIT = Duration.ofSeconds(30);

    private final Bench bench;
    private final Repair repair;
    private final Finding finding;
    private final Map<Trial, Workload> workloads;

    Conclusion(Bench bench, Repair repair, Finding finding, Map<Trial, Workload> workloads) {
        this.bench = bench;
        this.repair = repair;
        this.finding = finding;
        this.workloads = workloads;
    }

    /**
     * Waits until requests succeed again, ends the callers, waits until all has come to rest,
     * drains what is left as an operator would, and looks at all sides then.
     *
     * @param byHand whether a person settles what recovery has not settled in time; otherwise it is
     *     waited for, since a system that needs that has failed; what hangs in Kafka, a person
     *     settles always
     * @throws IllegalStateException if it never comes to rest, saying what is going on
     */
    void reach(boolean byHand) {
        bench.awaitReady();
        awaitSuccessWhateverHangs();
        finding.succeeded();
        workloads.values().forEach(Workload::end);
        awaitNothingStuck(byHand);
        awaitQuiet(bench.target());
        finding.settled();
        for (Workload workload : workloads.values()) {
            await("all is drained", QUIET_LIMIT).until(workload::nothingIsLeftToDrain);
        }
        awaitQuiet(bench.target());
        workloads.forEach(finding::answers);
        finding.audit(Sides.of(bench.target()), named());
    }

    /** What the system names as torn, once it has had the time to find what is. */
    private Set<String> named() {
        Sides sides = Sides.of(bench.target());
        try {
            await("all that is torn is named", NAMING_LIMIT)
                    .until(() -> finding.isSilentAboutNothing(sides, torn()));
        } catch (ConditionTimeoutException e) {
            // Then it is silent about it, and that is what is found.
        }
        return torn();
    }

    private Set<String> torn() {
        return TornEvents.of(bench.clients().operator());
    }

    private void awaitSuccessWhateverHangs() {
        try {
            awaitSuccess();
        } catch (ConditionTimeoutException e) {
            if (bench.topics().hanging().isEmpty()) {
                throw e;
            }
            finding.stuck(stuck());
            settleWhatHangs();
            awaitSuccess();
        }
    }

    private void awaitSuccess() {
        workloads.forEach(
                (trial, workload) ->
                        await("%s succeeds again".formatted(trial.scenario()), READY_LIMIT)
                                .until(() -> workload.hasSucceededSince(finding.mendedAt())));
    }

    private void awaitNothingStuck(boolean byHand) {
        try {
            await("nothing is in doubt or hangs", RECOVERY_LIMIT).until(() -> stuck().isEmpty());
        } catch (ConditionTimeoutException e) {
            finding.stuck(stuck());
            if (!bench.topics().hanging().isEmpty()) {
                settleWhatHangs();
            }
            if (byHand && !InDoubt.of(bench.target()).isEmpty()) {
                repair.settleByHand();
                finding.humanNeeded("rolled back by hand, transaction log given up");
            }
        }
    }

    /** What recovery, or Kafka, has not decided yet. */
    private List<String> stuck() {
        return Stream.concat(
                        InDoubt.of(bench.target()).transactions().stream(),
                        bench.topics().hanging().stream())
                .map(Object::toString)
                .toList();
    }

    private void settleWhatHangs() {
        repair.rollBackWhatHangs();
        finding.humanNeeded("hanging transactions of Kafka rolled back by hand");
    }

    /**
     * Waits until nothing is on its way.
     *
     * @throws IllegalStateException if something is for too long
     */
    static void awaitQuiet(Target target) {
        try {
            await("quiet", QUIET_LIMIT).until(() -> Quiet.stillGoingOn(target).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "Never quiet: " + String.join(", ", Quiet.stillGoingOn(target)), e);
        }
    }
}
