package dev.lockstep.lab.demo;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.workload.Api;
import dev.lockstep.lab.workload.DeadLetterBox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Kills the server while every strategy is at its worst step. All strategies of a broker share its
 * dead letters, so that one drain from each broker at a time can be sure of its letter: there are
 * as many kills as that takes, the first with every publish as well.
 */
final class Crashes {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Stack stack;
    private final Say say;
    private final Api publisher;
    private final Api operator;
    private final DeadLetterBox letters;
    private final Map<WorstStep, String> findings = new LinkedHashMap<>();
    private boolean asPredicted = true;

    Crashes(Stack stack, Say say, Api publisher, Api operator, DeadLetterBox letters) {
        this.stack = stack;
        this.say = say;
        this.publisher = publisher;
        this.operator = operator;
        this.letters = letters;
    }

    /** What the audit found after the crash at each step. */
    Map<WorstStep, String> findings() {
        return findings;
    }

    /** Whether each strategy showed just the anomalies that theory predicts. */
    boolean asPredicted() {
        return asPredicted;
    }

    void run() throws IOException {
        List<List<WorstStep>> kills = kills();
        for (int i = 0; i < kills.size(); i++) {
            say.line(
                    "kill -9 of WildFly (%d of %d) while %d threads stand each at a worst step"
                            .formatted(i + 1, kills.size(), kills.get(i).size()));
            killAt(kills.get(i));
            // The fault agent has done its work: what people use from here on runs without it.
            stack.wildfly().faultAgent(i + 1 < kills.size());
            recover();
            judge(kills.get(i));
            drainWhatIsLeft(kills.get(i));
        }
    }

    private List<List<WorstStep>> kills() {
        List<List<WorstStep>> kills = new ArrayList<>(List.of(new ArrayList<>()));
        Map<Boolean, Integer> drains = new HashMap<>();
        for (WorstStep step : WorstStep.ALL) {
            int kill = 0;
            if (step.is(Scenario.DRAIN)) {
                kill = drains.merge(letters.isInKafka(step.strategy()), 1, Integer::sum) - 1;
            }
            if (kill == kills.size()) {
                kills.add(new ArrayList<>());
            }
            kills.get(kill).add(step);
        }
        return kills;
    }

    private void killAt(List<WorstStep> steps) {
        List<Breakpoint> stopped = new ArrayList<>();
        for (WorstStep step : steps) {
            stopped.add(stopAt(step));
        }
        stack.wildfly().process().kill();
        stopped.forEach(Breakpoint::serverKilled);
        stopped.forEach(Breakpoint::close);
    }

    private Breakpoint stopAt(WorstStep step) {
        String event = Api.event(step.event());
        if (step.is(Scenario.DRAIN)) {
            letters.put(step.strategy(), List.of(event));
        }
        Breakpoint breakpoint = Breakpoint.at(step.point(), stack.ports().faultAgent());
        // The caller's answer never comes: its server is killed.
        if (step.is(Scenario.PUBLISH)) {
            publisher.under(step.strategy()).publishAsync(event);
        } else {
            operator.under(step.strategy()).drainAsync(1, 1);
        }
        return breakpoint.awaitReached(Duration.ofSeconds(20));
    }

    private void recover() {
        stack.wildfly().process().launch();
        await().atMost(LIMIT).until(stack.wildfly()::isReady);
        say.line("  ready again; waiting until nothing is on its way");
        await().atMost(LIMIT).until(() -> Quiet.stillGoingOn(stack).isEmpty());
    }

    private void judge(List<WorstStep> steps) {
        Sides sides = Sides.of(stack);
        for (WorstStep step : steps) {
            Set<String> event = Set.of(step.event());
            Audit.History history =
                    step.is(Scenario.PUBLISH)
                            ? new Audit.History(Set.of(), Set.of(), event, Set.of())
                            : new Audit.History(Set.of(), Set.of(), Set.of(), event);
            Set<String> kinds = new TreeSet<>();
            Audit.judge(history, sides)
                    .forEach(
                            (kind, ids) -> {
                                if (ids.containsAll(event)) {
                                    kinds.add(kind);
                                }
                            });
            asPredicted &= kinds.equals(step.point().predicted());
            findings.put(step, words(step, kinds, sides));
        }
    }

    /** What is still waiting would stand in the way of the next step. */
    private void drainWhatIsLeft(List<WorstStep> steps) throws IOException {
        for (WorstStep step : steps) {
            if (step.is(Scenario.DRAIN)) {
                Demonstration.expect(200, operator.under(step.strategy()).drain(1000, 100));
            }
        }
    }

    private static String words(WorstStep step, Set<String> kinds, Sides sides) {
        if (!kinds.isEmpty()) {
            return String.join(", ", kinds);
        }
        if (sides.cancelled().contains(step.event())) {
            return "none (delivered, then cancelled)";
        }
        if (sides.absorbed().contains(step.event())) {
            return "none (came twice, delivered once)";
        }
        return "none";
    }
}
