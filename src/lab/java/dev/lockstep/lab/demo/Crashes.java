package dev.lockstep.lab.demo;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.audit.Quiet;
import dev.lockstep.lab.audit.Sides;
import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.DeadLetterBox;
import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Saga;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.way.Ways;
import dev.lockstep.lab.way.Xa;
import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Say;
import dev.lockstep.lab.words.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kills the server while every strategy is at its worst step. All strategies of a broker share its
 * dead letters, so that one drain from each broker at a time can be sure of its letter: there are
 * as many kills as that takes. The first has every publish as well, and shows what is in doubt.
 */
final class Crashes {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** What their repair waits for passes once for all, after the first kill. */
    private static final Set<String> TAKE_TIME = Set.of(Xa.NAME, Saga.NAME);

    private final Stack stack;
    private final Say say;
    private final Api publisher;
    private final Api operator;
    private final DeadLetterBox letters;
    private final InDoubtShow inDoubt;
    private final Map<Killed, String> found = new LinkedHashMap<>();
    private boolean asPredicted = true;

    Crashes(
            Stack stack,
            Say say,
            Api publisher,
            Api operator,
            DeadLetterBox letters,
            InDoubtShow inDoubt) {
        this.stack = stack;
        this.say = say;
        this.publisher = publisher;
        this.operator = operator;
        this.letters = letters;
        this.inDoubt = inDoubt;
    }

    /** What the audit found after the crash at each step. */
    Map<Killed, String> found() {
        return found;
    }

    /** Whether each strategy showed just the anomalies that theory predicts. */
    boolean asPredicted() {
        return asPredicted;
    }

    void run() throws IOException {
        List<List<Killed>> kills = kills();
        for (int i = 0; i < kills.size(); i++) {
            say.line(
                    "kill -9 of WildFly (%d of %d) while %d threads stand each at a worst step"
                            .formatted(i + 1, kills.size(), kills.get(i).size()));
            boolean first = i == 0;
            killAt(kills.get(i), first);
            // The fault agent has done its work: what people use from here on runs without it.
            stack.wildfly().faultAgent(i + 1 < kills.size());
            recover(first);
            judge(kills.get(i));
            drainWhatIsLeft(kills.get(i));
        }
    }

    private static List<Killed> everyOne() {
        return Ways.all().stream()
                .sorted(Comparator.comparing((Way way) -> !TAKE_TIME.contains(way.name())))
                .flatMap(way -> Stream.of(Scenario.values()).map(at -> new Killed(way, at)))
                .toList();
    }

    private List<List<Killed>> kills() {
        List<List<Killed>> kills = new ArrayList<>(List.of(new ArrayList<>()));
        Map<Boolean, Integer> drains = new HashMap<>();
        for (Killed killed : everyOne()) {
            int kill = 0;
            if (killed.is(Scenario.DRAIN)) {
                kill = drains.merge(killed.way().isInKafka(), 1, Integer::sum) - 1;
            }
            if (kill == kills.size()) {
                kills.add(new ArrayList<>());
            }
            kills.get(kill).add(killed);
        }
        return kills;
    }

    private void killAt(List<Killed> steps, boolean showsInDoubt) {
        List<Breakpoint> stopped = new ArrayList<>();
        if (showsInDoubt) {
            stopped.add(inDoubt.stopUndecided());
        }
        for (Killed killed : steps) {
            stopped.add(stopAt(killed));
        }
        stack.wildfly().process().kill();
        stopped.forEach(Breakpoint::serverKilled);
        stopped.forEach(Breakpoint::close);
        if (showsInDoubt) {
            inDoubt.show();
        }
    }

    private Breakpoint stopAt(Killed killed) {
        String event = Api.event(killed.event());
        if (killed.is(Scenario.DRAIN)) {
            letters.put(killed.way(), List.of(event));
        }
        Breakpoint breakpoint = Breakpoint.at(killed.step(), stack.wildfly().faultAgentPort());
        // The caller's answer never comes: its server is killed.
        if (killed.is(Scenario.PUBLISH)) {
            publisher.under(killed.way().name()).publishAsync(event);
        } else {
            operator.under(killed.way().name()).drainAsync(1, 1);
        }
        return breakpoint.awaitReached(Duration.ofSeconds(20));
    }

    private void recover(boolean showsInDoubt) {
        stack.wildfly().process().launch();
        await().atMost(LIMIT).until(stack.wildfly()::isReady);
        say.line("  ready again; waiting until nothing is on its way");
        if (showsInDoubt) {
            inDoubt.awaitSettled();
        }
        await().atMost(LIMIT).until(() -> Quiet.stillGoingOn(stack).isEmpty());
        if (showsInDoubt) {
            asPredicted &= inDoubt.undecidedIsOnNeitherSide();
        }
    }

    private void judge(List<Killed> steps) {
        Sides sides = Sides.of(stack);
        for (Killed killed : steps) {
            Set<String> event = Set.of(killed.event());
            Audit.History history =
                    killed.is(Scenario.PUBLISH)
                            ? new Audit.History(Set.of(), Set.of(), event, Set.of())
                            : new Audit.History(Set.of(), Set.of(), Set.of(), event);
            Set<Anomaly> kinds = EnumSet.noneOf(Anomaly.class);
            Audit.judge(history, sides)
                    .forEach(
                            (kind, ids) -> {
                                if (ids.containsAll(event)) {
                                    kinds.add(kind);
                                }
                            });
            asPredicted &= kinds.equals(killed.step().leaves());
            found.put(killed, words(killed, kinds, sides));
        }
    }

    /** What is still waiting would stand in the way of the next step. */
    private void drainWhatIsLeft(List<Killed> steps) throws IOException {
        for (Killed killed : steps) {
            if (killed.is(Scenario.DRAIN)) {
                operator.under(killed.way().name()).drain(1000, 100).expect(200);
            }
        }
    }

    private static String words(Killed killed, Set<Anomaly> kinds, Sides sides) {
        if (!kinds.isEmpty()) {
            return kinds.stream().map(Anomaly::kind).sorted().collect(joining(", "));
        }
        if (sides.cancelled().contains(killed.event())) {
            return "none (delivered, then cancelled)";
        }
        if (sides.absorbed().contains(killed.event())) {
            return "none (came twice, delivered once)";
        }
        return "none";
    }
}
