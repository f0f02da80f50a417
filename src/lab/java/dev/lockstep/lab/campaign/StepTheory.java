package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.fault.Fault;
import dev.lockstep.lab.fault.Scenario;
import dev.lockstep.lab.fault.Victim;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What theory says of a fault under each strategy. Killed at a step, the server leaves what the
 * step predicts, for certain. Beside that, while callers are at work, some of them may stand in
 * another window, and a participant that does not answer may or may not have done what it was
 * asked: two writes that nobody coordinates then come to differ, whichever way the application
 * guesses.
 */
final class StepTheory {
    private StepTheory() {}

    /** Of a fault at a point. */
    static List<String> predicts(
            CrashPoint point, Victim victim, Fault fault, Collection<String> found) {
        Set<String> possible = new HashSet<>(windows(point.strategy(), point.scenario()));
        if (victim == Victim.DATABASE || fault == Fault.CUT) {
            possible.addAll(databaseAway(point.strategy(), point.scenario()));
        }
        if (fault.isMistake()) {
            possible.addAll(withoutLogOrName(point.scenario()));
        }
        Set<String> kinds = new TreeSet<>(possible);
        kinds.retainAll(found);
        kinds.addAll(certain(point, victim, fault));
        return List.copyOf(kinds);
    }

    /** Of faults of every kind at random moments, of which nothing is certain. */
    static List<String> predictsAtRandom(
            String strategy, String scenarioWord, Collection<String> found) {
        Scenario scenario = Scenario.of(scenarioWord);
        Set<String> kinds = new TreeSet<>(windows(strategy, scenario));
        kinds.addAll(databaseAway(strategy, scenario));
        kinds.retainAll(found);
        return List.copyOf(kinds);
    }

    private static Set<String> certain(CrashPoint point, Victim victim, Fault fault) {
        if (fault.isMistake()) {
            return certainOfMistake(point);
        }
        if (victim != Victim.SERVER || fault != Fault.KILL) {
            return Set.of();
        }
        Set<String> kinds = new HashSet<>(point.predicted());
        if (point.scenario() == Scenario.DRAIN) {
            // The callers drain on: what is stored and still waiting comes again, and is known.
            kinds.remove("duplicate");
        }
        return kinds;
    }

    /**
     * One branch has committed, and recovery takes the other for one that was never decided. A
     * publish commits its row first, a drain its removal.
     */
    private static Set<String> certainOfMistake(CrashPoint point) {
        if (!point.name().equals("between commits")) {
            return Set.of();
        }
        return point.scenario() == Scenario.PUBLISH ? Set.of("orphan") : Set.of("lost");
    }

    /** Recovery rolls back what it finds no decision for, whoever has decided it. */
    private static Set<String> withoutLogOrName(Scenario scenario) {
        return scenario == Scenario.PUBLISH
                ? Set.of("lost", "orphan", "phantom", "undead", "premature", "stuck")
                : Set.of("lost", "stuck");
    }

    /** While the database is away, recovery settles the broker's branch alone. */
    private static Set<String> databaseAway(String strategy, Scenario scenario) {
        return strategy.equals("xa") && scenario == Scenario.PUBLISH
                ? Set.of("premature")
                : Set.of();
    }

    private static Set<String> windows(String strategy, Scenario scenario) {
        boolean publish = scenario == Scenario.PUBLISH;
        return switch (strategy) {
            // A row whose message was refused is taken back; if the broker did not answer, its
            // message may come all the same.
            case "dual-write-db-first" ->
                    publish ? Set.of("orphan", "phantom", "undead") : Set.of();
            case "dual-write-queue-first", "kafka-tx-kafka-first" -> messageFirst(publish);
            case "kafka-tx" -> publish ? Set.of("orphan", "undead") : Set.of();
            default -> Set.of();
        };
    }

    private static Set<String> messageFirst(boolean publish) {
        return publish ? Set.of("phantom", "undead", "premature") : Set.of("lost");
    }
}
