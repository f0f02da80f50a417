package dev.lockstep.lab.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A made-up run that a perfect system could have had: what was asked and answered, and what is on
 * each side afterwards. Its lists are open, so that a test can plant an anomaly.
 */
final class RandomRun {
    final List<String> acknowledged = new ArrayList<>();
    final List<String> failed = new ArrayList<>();
    final List<String> unknownDone = new ArrayList<>();
    final List<String> unknownNotDone = new ArrayList<>();
    final List<String> drained = new ArrayList<>();
    final List<String> notDrained = new ArrayList<>();

    final List<String> rows = new ArrayList<>();
    final List<String> deliveries = new ArrayList<>();
    final List<String> early = new ArrayList<>();
    final List<String> waiting = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();

    private final Random random;
    private int ids;

    /**
     * @param most events of each fate at most
     */
    RandomRun(Random random, int most) {
        this.random = random;
        times(most, () -> publish(acknowledged));
        times(most, () -> failed.add(id()));
        times(most, () -> publish(unknownDone));
        times(most, () -> unknownNotDone.add(id()));
        times(most, this::drain);
        times(most, this::leaveInQueue);
    }

    private void times(int most, Runnable happens) {
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            happens.run();
        }
    }

    /** An id that this run has not used. */
    String id() {
        return "e" + ids++;
    }

    String publish(List<String> answers) {
        String id = id();
        answers.add(id);
        rows.add(id);
        (random.nextBoolean() ? deliveries : waiting).add(id);
        if (random.nextInt(4) == 0) {
            // The message came before its row, once, and again later: premature, no anomaly.
            early.add(id);
        }
        return id;
    }

    String drain() {
        String id = id();
        drained.add(id);
        rows.add(id);
        return id;
    }

    String leaveInQueue() {
        String id = id();
        notDrained.add(id);
        deadLetters.add(id);
        return id;
    }

    Audit.History history() {
        return new Audit.History(
                new TreeSet<>(acknowledged),
                new TreeSet<>(failed),
                both(unknownDone, unknownNotDone),
                both(drained, notDrained));
    }

    Sides sides() {
        return new Sides(rows, deliveries, early, List.of(), List.of(), waiting, deadLetters);
    }

    private static TreeSet<String> both(List<String> a, List<String> b) {
        TreeSet<String> both = new TreeSet<>(a);
        both.addAll(b);
        return both;
    }

    @Override
    public String toString() {
        return history() + " " + sides();
    }
}
