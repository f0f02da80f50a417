package dev.lockstep.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Window;
import dev.lockstep.lab.workload.Api;
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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 of the server in each window of each strategy that does without two-phase commit.
 * Timeline: one thread is stopped in the window, the server is killed there and started again; once
 * all is quiet, the audit must find just what theory predicts. Then the caller does what callers
 * do, and asks again.
 */
@OnTheStack
class ServerKilledInWindowIT {
    private static final String EVENT = "killed";
    private static final String WORST =
            "(DB_FIRST|QUEUE_FIRST|KAFKA_TX)_PUBLISH_BETWEEN_COMMITS|OUTBOX_DRAIN_SAVED_NOT_REMOVED";
    private static final Duration REACH_LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    /**
     * One of each strategy. {@code ShortCampaignIT} has the other scenario of these, {@code
     * RelayKilledIT} the outbox's publish; the saga's have a test of their own.
     */
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = WORST)
    void leavesWhatTheoryPredicts(Window window) throws IOException {
        killAndAskAgain(window);
    }

    /** All others, those among them in which nothing goes wrong. */
    @Tag("longer")
    @ParameterizedTest(name = "{0}")
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {WORST, "SAGA_.*"})
    void leavesWhatTheoryPredictsElsewhere(Window window) throws IOException {
        killAndAskAgain(window);
    }

    private void killAndAskAgain(Window window) throws IOException {
        CrashPoint point = window.point();
        killIn(point);

        assertThat(anomalies(point)).isEqualTo(point.predicted());
        if (point.scenario() == Scenario.PUBLISH) {
            repeatThePublish(point);
        } else {
            drainAgain(point);
        }
    }

    private void killIn(CrashPoint point) throws IOException {
        if (point.scenario() == Scenario.DRAIN) {
            lockstep.deadLetters(point.strategy(), List.of(Api.event(EVENT)));
        }
        Breakpoint breakpoint = lockstep.stopAt(point);
        try (breakpoint) {
            ask(point);
            breakpoint.awaitReached(REACH_LIMIT);
            lockstep.stack().wildfly().process().kill();
            breakpoint.serverKilled();
        }
        lockstep.stack().startWhatIsDown();
        lockstep.awaitReady();
        lockstep.awaitQuiet();
    }

    /** The answer never comes: its server is killed. */
    private void ask(CrashPoint point) {
        if (point.scenario() == Scenario.PUBLISH) {
            lockstep.publisher().under(point.strategy()).publishAsync(Api.event(EVENT));
        } else {
            lockstep.operator().under(point.strategy()).drainAsync(10, 10);
        }
    }

    /**
     * A repeat mends what only the answer was lost of. It does not mend an orphan: told that the
     * row is stored, the caller takes the event for sent, and it is lost.
     */
    private void repeatThePublish(CrashPoint point) throws IOException {
        Api.Answer answer = lockstep.publisher().under(point.strategy()).publish(Api.event(EVENT));
        lockstep.awaitQuiet();

        assertThat(answer.status()).isIn(200, 201);
        Set<String> kinds = kinds(Histories.acknowledged(EVENT));
        if (point.predicted().contains("orphan")) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(kinds).containsExactlyInAnyOrder("lost", "orphan");
        } else if (point.predicted().isEmpty()) {
            assertThat(kinds).isEmpty();
        } else {
            // A phantom's row comes after all. Without an inbox the consumer then gets two
            // messages.
            assertThat(answer.status()).isEqualTo(201);
            assertThat(kinds).isSubsetOf("duplicate");
        }
    }

    /** What is still in the queue is drained, and what was saved already is known by its id. */
    private void drainAgain(CrashPoint point) throws IOException {
        Api.Answer answer = lockstep.operator().under(point.strategy()).drain(10, 10);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().getInt("remaining")).isZero();
        Set<String> left = point.predicted().contains("lost") ? Set.of("lost") : Set.of();
        assertThat(anomalies(point)).isEqualTo(left);
        assertThat(lockstep.sides().rows()).hasSize(1 - left.size());
    }

    private Set<String> anomalies(CrashPoint point) {
        return kinds(
                point.scenario() == Scenario.PUBLISH
                        ? Histories.unknown(EVENT)
                        : Histories.deadLetters(EVENT));
    }

    private Set<String> kinds(Audit.History history) {
        return Audit.judge(history, lockstep.sides()).entrySet().stream()
                .filter(anomaly -> anomaly.getValue().equals(Set.of(EVENT)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
