package dev.lockstep.lab.demo;

import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.common.Uid;
import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.report.Table;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Xa.CommitStep;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * kill -9 of the server while three global transactions of {@code xa} are prepared on both sides:
 * what is in doubt meanwhile, and that recovery leaves both sides agreeing.
 */
final class InDoubtShow {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String UNDECIDED = "in-doubt-undecided";
    private static final String DECIDED = "in-doubt-decided";
    private static final String LETTER = "in-doubt-letter";

    private final Stack stack;
    private final Say say;
    private final Api publisher;
    private final Api operator;
    private final Queues queues;

    InDoubtShow(Stack stack, Say say, Api publisher, Api operator, Queues queues) {
        this.stack = stack;
        this.say = say;
        this.publisher = publisher;
        this.operator = operator;
        this.queues = queues;
    }

    /** Whether the decided ones exist on both sides in the end, and the other on neither. */
    boolean run() {
        say.line(
                "kill -9 of WildFly while two publishes and a drain of xa are prepared on both sides, none committed");
        queues.deadLetters(List.of(Api.event(LETTER)));
        List<Breakpoint> stopped = new ArrayList<>();
        stopped.add(stopAt(CommitStep.PREPARED_NOT_DECIDED, Scenario.PUBLISH, UNDECIDED));
        stopped.add(stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.PUBLISH, DECIDED));
        stopped.add(stopAt(CommitStep.DECIDED_NOT_COMMITTED, Scenario.DRAIN, LETTER));
        stack.wildfly().process().kill();
        stopped.forEach(Breakpoint::serverKilled);
        stopped.forEach(Breakpoint::close);
        show(InDoubt.of(stack));
        recover();
        return bothSidesAgree();
    }

    private Breakpoint stopAt(CommitStep step, Scenario scenario, String event) {
        Breakpoint breakpoint = Breakpoint.at(step.in(scenario), stack.ports().faultAgent());
        // The caller's answer never comes: its server is killed.
        if (scenario == Scenario.PUBLISH) {
            publisher.publishAsync(Api.event(event));
        } else {
            operator.drainAsync(1, 1);
        }
        return breakpoint.awaitReached(Duration.ofSeconds(20));
    }

    private void show(InDoubt inDoubt) {
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

    private void recover() {
        say.line("Starting WildFly again; recovery does the rest");
        stack.wildfly().process().launch();
        await().atMost(LIMIT).until(stack.wildfly()::isReady);
        Instant ready = Instant.now();
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).decided().isEmpty());
        say.line("  what was decided is committed, %s after ready".formatted(since(ready)));
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).isEmpty());
        say.line("  what was not decided is rolled back, %s after ready".formatted(since(ready)));
        await().atMost(LIMIT).until(() -> Quiet.stillGoingOn(stack).isEmpty());
    }

    private boolean bothSidesAgree() {
        Sides sides = Sides.of(stack);
        boolean agree =
                Audit.judge(
                                new Audit.History(
                                        Set.of(DECIDED),
                                        Set.of(UNDECIDED),
                                        Set.of(),
                                        Set.of(LETTER)),
                                sides)
                        .values()
                        .stream()
                        .allMatch(Set::isEmpty);
        boolean drained = sides.rows().contains(LETTER);
        say.line(
                agree && drained
                        ? "  both sides agree: the decided ones are on both, the other is on neither"
                        : "  the two sides do not agree");
        return agree && drained;
    }

    private static String since(Instant instant) {
        return "%.1f s".formatted(Duration.between(instant, Instant.now()).toMillis() / 1000.0);
    }
}
