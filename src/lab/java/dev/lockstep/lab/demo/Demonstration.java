package dev.lockstep.lab.demo;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.DeadLetterBox;
import dev.lockstep.lab.client.Queues;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.report.Table;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Scenario;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Shows every strategy at work on a running stack, in the same way: publish and drain, then kill -9
 * of the server at the strategy's worst step in each scenario, and what the audit finds once all is
 * quiet. It also shows what is in doubt under {@code xa} while the server is down.
 */
public final class Demonstration {
    private static final int PUBLISHED = 20;
    private static final int DRAINED = 50;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final String MEANINGS =
            """
              orphan      a row whose message never exists
              phantom     a message whose row never exists
              lost        taken from the dead-letter queue, and nowhere stored
              duplicate   stored, and still in the dead-letter queue: it comes again, and its id is known
            """;

    private final Stack stack;
    private final Say say;
    private final Api publisher;
    private final Api operator;

    public Demonstration(Stack stack, Say say) {
        this.stack = stack;
        this.say = say;
        String root = stack.wildfly().httpUrl();
        this.publisher = new Api(root, "publisher", stack.secrets().publisher());
        this.operator = new Api(root, "operator", stack.secrets().operator());
    }

    /**
     * Runs it all.
     *
     * @return whether the audit found nothing before the crashes and, after each, just what theory
     *     predicts of the strategy
     */
    public boolean run() throws IOException {
        try (Queues queues = new Queues(stack);
                Topics topics = new Topics(stack.kafka().bootstrap())) {
            DeadLetterBox letters = new DeadLetterBox(queues, topics);
            boolean clean = work(letters);
            Crashes crashes =
                    new Crashes(
                            stack,
                            say,
                            publisher,
                            operator,
                            letters,
                            new InDoubtShow(stack, say, publisher));
            crashes.run();
            show(crashes);
            return clean && crashes.asPredicted();
        }
    }

    private boolean work(DeadLetterBox letters) throws IOException {
        Set<String> published = new TreeSet<>();
        Set<String> dead = new TreeSet<>();
        for (String strategy : strategies()) {
            for (String id : ids(strategy + "-publish", PUBLISHED)) {
                publisher.under(strategy).publish(Api.event(id)).expect(201);
                published.add(id);
            }
            List<String> ids = ids(strategy + "-letter", DRAINED);
            letters.put(Ways.of(strategy), ids.stream().map(Api::event).toList());
            dead.addAll(ids);
            operator.under(strategy).drain(1000, 100).expect(200);
            say.line("%-22s  %d published, %d drained".formatted(strategy, PUBLISHED, DRAINED));
        }
        await().atMost(LIMIT).until(() -> Quiet.stillGoingOn(stack).isEmpty());
        boolean clean =
                Audit.judge(new Audit.History(published, Set.of(), Set.of(), dead), Sides.of(stack))
                        .values()
                        .stream()
                        .allMatch(Set::isEmpty);
        say.line(
                clean
                        ? "As long as nothing fails, all of them agree on both sides."
                        : "The audit found anomalies although nothing was killed.");
        return clean;
    }

    private List<String> strategies() throws IOException {
        return operator.strategies().getValuesAs(JsonObject.class).stream()
                .map(strategy -> strategy.getString("name"))
                .toList();
    }

    private void show(Crashes crashes) {
        Table table =
                new Table(
                        "strategy", "publish killed at", "anomaly", "drain killed at", "anomaly ");
        for (Way way : Ways.all()) {
            Killed publish = new Killed(way, Scenario.PUBLISH);
            Killed drain = new Killed(way, Scenario.DRAIN);
            table.row(
                    way.name(),
                    publish.where(),
                    crashes.found().get(publish),
                    drain.where(),
                    crashes.found().get(drain));
        }
        say.text(
                "  Every strategy at its worst step (what is done | what was still to do):"
                        + System.lineSeparator().repeat(2)
                        + table
                        + System.lineSeparator().repeat(2)
                        + MEANINGS.stripTrailing());
        say.line(
                crashes.asPredicted()
                        ? "Each shows what theory predicts: two-phase commit nothing, the others what docs/strategies.md says."
                        : "At least one shows something else than theory predicts: see the table.");
    }

    private static List<String> ids(String name, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + "-" + i).toList();
    }
}
