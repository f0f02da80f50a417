package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.way.DualWriteDbFirst;
import dev.lockstep.lab.way.Saga;
import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Scenario;
import dev.lockstep.support.Histories;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * kill -9 of the server at each step of each strategy that does without two-phase commit. Timeline:
 * one thread is stopped at the step, the server is killed there and started again; once all is
 * quiet, the audit must find just what theory predicts. Then the caller does what callers do, and
 * asks again.
 */
@OnTheStack
class ServerKilledInWindowIT {
    private static final String EVENT = "killed";
    private static final List<Step> WORST = List.of(DualWriteDbFirst.PUBLISH_BETWEEN_COMMITS);

    /** Of which there are tests of their own. */
    private static final Set<String> ELSEWHERE = Set.of(Xa.NAME, Saga.NAME);

    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    static List<Step> worstSteps() {
        return WORST;
    }

    static List<Step> otherSteps() {
        return Ways.steps().stream()
                .filter(step -> !ELSEWHERE.contains(step.way()))
                .filter(step -> !WORST.contains(step))
                .toList();
    }

    /**
     * The one in which a repeat loses the message for good. {@code ShortCampaignIT} deals a fault
     * to every way, {@code RelayKilledIT} has the outbox's publish; the saga's have a test of their
     * own.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("worstSteps")
    void leavesWhatTheoryPredicts(Step step) throws IOException {
        killAndAskAgain(step);
    }

    /** All others, those among them at which nothing goes wrong. */
    @Tag("longer")
    @ParameterizedTest(name = "{0}")
    @MethodSource("otherSteps")
    void leavesWhatTheoryPredictsElsewhere(Step step) throws IOException {
        killAndAskAgain(step);
    }

    private void killAndAskAgain(Step step) throws IOException {
        killAt(step);

        assertThat(anomalies(step)).isEqualTo(step.leaves());
        if (step.scenario() == Scenario.PUBLISH) {
            repeatThePublish(step);
        } else {
            drainAgain(step);
        }
    }

    private void killAt(Step step) throws IOException {
        if (step.scenario() == Scenario.DRAIN) {
            lockstep.deadLetters(step.way(), List.of(Api.event(EVENT)));
        }
        Breakpoint breakpoint = lockstep.stopAt(step);
        try (breakpoint) {
            ask(step);
            breakpoint.awaitReached(REACH_LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
        }
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();
        lockstep.awaitQuiet();
    }

    /** The answer never comes: its server is killed. */
    private void ask(Step step) {
        if (step.scenario() == Scenario.PUBLISH) {
            lockstep.publisher().under(step.way()).publishAsync(Api.event(EVENT));
        } else {
            lockstep.operator().under(step.way()).drainAsync(10, 10);
        }
    }

    /**
     * A repeat mends what only the answer was lost of. It does not mend an orphan: told that the
     * row is stored, the caller takes the event for sent, and it is lost.
     */
    private void repeatThePublish(Step step) throws IOException {
        Api.Answer answer = lockstep.publisher().under(step.way()).publish(Api.event(EVENT));
        lockstep.awaitQuiet();

        assertThat(answer.status()).isIn(200, 201);
        Set<Anomaly> kinds = kinds(Histories.acknowledged(EVENT));
        if (step.leaves().contains(Anomaly.ORPHAN)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(kinds).containsExactlyInAnyOrder(Anomaly.LOST, Anomaly.ORPHAN);
        } else if (step.leaves().isEmpty()) {
            assertThat(kinds).isEmpty();
        } else {
            // A phantom's row comes after all. Without an inbox the consumer then gets two
            // messages.
            assertThat(answer.status()).isEqualTo(201);
            assertThat(kinds).isSubsetOf(Anomaly.DUPLICATE);
        }
    }

    /** What is still in the queue is drained, and what was saved already is known by its id. */
    private void drainAgain(Step step) throws IOException {
        Api.Answer answer = lockstep.operator().under(step.way()).drain(10, 10);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("remaining")).isZero();
        Set<Anomaly> left = step.leaves().contains(Anomaly.LOST) ? Set.of(Anomaly.LOST) : Set.of();
        assertThat(anomalies(step)).isEqualTo(left);
        assertThat(lockstep.sides().rows()).hasSize(1 - left.size());
    }

    private Set<Anomaly> anomalies(Step step) {
        return kinds(
                step.scenario() == Scenario.PUBLISH
                        ? Histories.unknown(EVENT)
                        : Histories.deadLetters(EVENT));
    }

    private Set<Anomaly> kinds(Audit.History history) {
        return Audit.judge(history, lockstep.sides()).entrySet().stream()
                .filter(anomaly -> anomaly.getValue().equals(Set.of(EVENT)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
