package dev.lockstep.lab.demo;

import static org.awaitility.Awaitility.await;

import com.arjuna.ats.arjuna.common.Uid;
import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Step;
import dev.lockstep.lab.indoubt.InDoubt;
import dev.lockstep.lab.report.Table;
import dev.lockstep.lab.stack.Artemis;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.workload.Api;
import dev.lockstep.lab.workload.Broker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shows XA at work on a running stack: publish and drain, then kill -9 of the server while three
 * global transactions are prepared on both sides, what is in doubt meanwhile, and that recovery
 * leaves both sides agreeing.
 */
public final class Demonstration {
    private static final int PUBLISHED = 300;
    private static final int DRAINED = 200;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String UNDECIDED = "in-doubt-undecided";
    private static final String DECIDED = "in-doubt-decided";
    private static final String LETTER = "in-doubt-letter";

    private final Stack stack;
    private final Say say;
    private final Api publisher;
    private final Api operator;
    private final Broker broker;
    private final Set<String> acknowledged = new TreeSet<>();
    private final Set<String> letters = new TreeSet<>();

    public Demonstration(Stack stack, Say say) {
        this.stack = stack;
        this.say = say;
        String root = stack.wildfly().httpUrl();
        this.publisher = new Api(root, "publisher", stack.secrets().publisher());
        this.operator = new Api(root, "operator", stack.secrets().operator());
        this.broker = new Broker(stack.artemis().url(), Artemis.USER, stack.secrets().artemis());
    }

    /** Runs it all; true if the audit finds nothing. */
    public boolean run() throws IOException {
        try (broker) {
            publish();
            drain();
            killInTheWorstWindow();
            recover();
            return audit();
        }
    }

    private void publish() throws IOException {
        say.line("Publishing %d push events under xa: row and message each".formatted(PUBLISHED));
        for (int i = 1; i <= PUBLISHED; i++) {
            String id = "publish-%03d".formatted(i);
            expect(201, publisher.publish(Api.event(id)));
            acknowledged.add(id);
            if (i % 100 == 0) {
                say.line("  %d published".formatted(i));
            }
        }
    }

    private void drain() throws IOException {
        letters.addAll(
                IntStream.rangeClosed(1, DRAINED).mapToObj("letter-%03d"::formatted).toList());
        broker.deadLetters(letters.stream().map(Api::event).toList());
        say.line(
                "Draining %d dead letters under xa, 100 to a global transaction"
                        .formatted(DRAINED));
        Api.Answer answer = operator.drain(1000, 100);
        expect(200, answer);
        say.line("  " + answer.text());
    }

    /**
     * Stops three threads inside commit, all prepared and nothing committed, and kills the server
     * there.
     */
    private void killInTheWorstWindow() {
        say.line(
                "kill -9 of WildFly in the worst window: two publishes and a drain prepared on both sides, none committed");
        letters.add(LETTER);
        broker.deadLetters(List.of(Api.event(LETTER)));
        List<Breakpoint> stopped = new ArrayList<>();
        stopped.add(stopAt(Step.PREPARED_NOT_DECIDED, Scenario.PUBLISH, UNDECIDED));
        stopped.add(stopAt(Step.DECIDED_NOT_COMMITTED, Scenario.PUBLISH, DECIDED));
        stopped.add(stopAt(Step.DECIDED_NOT_COMMITTED, Scenario.DRAIN, LETTER));
        stack.wildfly().process().kill();
        stopped.forEach(Breakpoint::serverKilled);
        stopped.forEach(Breakpoint::close);
        show(InDoubt.of(stack));
    }

    private Breakpoint stopAt(Step step, Scenario scenario, String event) {
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
        // The fault agent has done its work: what people use from here on runs without it.
        stack.wildfly().faultAgent(false);
        stack.wildfly().process().launch();
        await().atMost(LIMIT).until(stack.wildfly()::isReady);
        Instant ready = Instant.now();
        say.line("  ready; waiting until nothing is in doubt");
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).decided().isEmpty());
        say.line("  what was decided is committed, %s after ready".formatted(since(ready)));
        await().atMost(LIMIT).until(() -> InDoubt.of(stack).isEmpty());
        say.line("  what was not decided is rolled back, %s after ready".formatted(since(ready)));
        await().atMost(LIMIT)
                .until(() -> stack.artemis().console().messageCount(Broker.EVENTS) == 0);
    }

    private static String since(Instant instant) {
        return "%.1f s".formatted(Duration.between(instant, Instant.now()).toMillis() / 1000.0);
    }

    private boolean audit() {
        Sides sides = Sides.of(stack);
        Audit.History history =
                new Audit.History(acknowledged, Set.of(), Set.of(UNDECIDED, DECIDED), letters);
        Map<String, Set<String>> anomalies = Audit.judge(history, sides);
        Set<String> rows = Set.copyOf(sides.rows());
        Table asked =
                new Table("scenario", "asked", "answered", "rows", "delivered", "still in DLQ")
                        .row(
                                "publish",
                                PUBLISHED + 2,
                                PUBLISHED,
                                rows.stream().filter(id -> !letters.contains(id)).count(),
                                sides.deliveries().size(),
                                "-")
                        .row(
                                "drain",
                                DRAINED + 1,
                                DRAINED,
                                rows.stream().filter(letters::contains).count(),
                                "-",
                                sides.deadLetters().size());
        Table found = new Table("anomaly", "found", "means");
        Map<String, String> meanings =
                Map.of(
                        "lost", "acknowledged, or taken from the DLQ, and not on both sides",
                        "phantom", "a message whose row does not exist",
                        "orphan", "a row whose message does not exist",
                        "duplicate", "stored or delivered more than once",
                        "undead", "answered as failed, and there all the same");
        anomalies.forEach((kind, ids) -> found.row(kind, ids.size(), meanings.get(kind)));
        say.text(
                "  After recovery. Of the two publishes without an answer the decided one exists on both sides, the other on neither:"
                        + System.lineSeparator().repeat(2)
                        + asked
                        + System.lineSeparator().repeat(2)
                        + found);
        Set<String> ids =
                anomalies.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        say.line(
                ids.isEmpty()
                        ? "Both sides agree: nothing lost, invented, doubled or torn."
                        : "The audit found anomalies: " + anomalies);
        return ids.isEmpty();
    }

    private static void expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(
                    "The application answered %d instead of %d: %s"
                            .formatted(answer.status(), status, answer.text()));
        }
    }
}
