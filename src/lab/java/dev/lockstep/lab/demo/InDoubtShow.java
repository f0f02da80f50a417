package dev.lockstep.lab.demo;

import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.common.Uid;
import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.report.Table;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What is in doubt under {@code xa} while the server is down, and that recovery settles it. Beside
 * the publish and the drain that are decided when the server is killed, one publish is not.
 */
final class InDoubtShow {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String UNDECIDED = "in-doubt-undecided";

    private final Stack stack;
    private final Say say;
    private final Api publisher;

    InDoubtShow(Stack stack, Say say, Api publisher) {
        this.stack = stack;
        this.say = say;
        this.publisher = publisher;
    }

    /** A publish that is prepared on both sides and not decided. */
    Breakpoint stopUndecided() {
        Breakpoint breakpoint =
                Breakpoint.at(
                        CommitStep.PREPARED_NOT_DECIDED.in(Scenario.PUBLISH),
                        stack.wildfly().faultAgentPort());
        // The caller's answer never comes: its server is killed.
        publisher.publishAsync(Api.event(UNDECIDED));
        return breakpoint.awaitReached(Duration.ofSeconds(20));
    }

    /** While the server is down. */
    void show() {
        InDoubt inDoubt = InDoubt.of(stack);
        Table table =
                new Table(
                        "global transaction",
                        "PostgreSQL",
                        "Artemis",
                        "transaction log",
                        "recovery will");
        for (Uid uid : inDoubt.transactions()) {
            boolean decided = inDoubt.decided().contains(uid);
            table.row(
                    uid.stringForm(),
                    inDoubt.inPostgres().contains(uid) ? "prepared" : "-",
                    inDoubt.inArtemis().contains(uid) ? "prepared" : "-",
                    decided ? "decided: commit" : "nothing",
                    decided ? "commit" : "roll back");
        }
        say.text(
                "  In doubt while the server is down, from pg_prepared_xacts, the broker and Narayana's log:"
                        + System.lineSeparator().repeat(2)
                        + table);
    }

    /** Once the server is ready. */
    void awaitSettled() {
        Instant ready = Instant.now();
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).decided().isEmpty());
        say.line("  what was decided is committed, %s after ready".formatted(since(ready)));
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).isEmpty());
        say.line("  what was not decided is rolled back, %s after ready".formatted(since(ready)));
    }

    /** Once all is quiet. */
    boolean undecidedIsOnNeitherSide() {
        Audit.History failed = new Audit.History(Set.of(), Set.of(UNDECIDED), Set.of(), Set.of());
        boolean onNeither =
                Audit.judge(failed, Sides.of(stack)).values().stream()
                        .noneMatch(ids -> ids.contains(UNDECIDED));
        if (!onNeither) {
            say.line("  what was not decided has left something behind");
        }
        return onNeither;
    }

    private static String since(Instant instant) {
        return "%.1f s".formatted(Duration.between(instant, Instant.now()).toMillis() / 1000.0);
    }
}
