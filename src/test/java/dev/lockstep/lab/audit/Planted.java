package dev.lockstep.lab.audit;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Every way in which one event of a run can go wrong, and what it must be called. */
enum Planted {
    ACKNOWLEDGED_AND_NOWHERE(
            run -> {
                String id = run.id();
                run.acknowledged.add(id);
                return id;
            },
            "lost"),
    ACKNOWLEDGED_WITHOUT_ROW(
            run -> {
                String id = run.publish(run.acknowledged);
                run.rows.remove(id);
                return id;
            },
            "lost",
            "phantom"),
    ACKNOWLEDGED_WITHOUT_MESSAGE(
            run -> withoutMessage(run, run.publish(run.acknowledged)), "lost", "orphan"),
    UNKNOWN_WITHOUT_ROW(
            run -> {
                String id = run.publish(run.unknownDone);
                run.rows.remove(id);
                return id;
            },
            "phantom"),
    UNKNOWN_WITHOUT_MESSAGE(run -> withoutMessage(run, run.publish(run.unknownDone)), "orphan"),
    FAILED_AND_DONE_ALL_THE_SAME(run -> run.publish(run.failed), "undead"),
    FAILED_WITHOUT_ROW(
            run -> {
                String id = run.publish(run.failed);
                run.rows.remove(id);
                return id;
            },
            "undead",
            "phantom"),
    FAILED_WITHOUT_MESSAGE(run -> withoutMessage(run, run.publish(run.failed)), "undead", "orphan"),
    DELIVERED_OUT_OF_NOTHING(run -> put(run.deliveries, run.id()), "phantom"),
    WAITING_OUT_OF_NOTHING(run -> put(run.waiting, run.id()), "phantom"),
    EARLY_AND_NEVER_STORED(run -> put(run.early, run.id()), "phantom"),
    STORED_TWICE(run -> put(run.rows, run.publish(run.acknowledged)), "duplicate"),
    DRAINED_TWICE(run -> put(run.rows, run.drain()), "duplicate"),
    DELIVERED_TWICE(
            run -> {
                String id = run.publish(run.acknowledged);
                run.waiting.remove(id);
                run.deliveries.remove(id);
                run.deliveries.addAll(List.of(id, id));
                return id;
            },
            "duplicate"),
    DELIVERED_AND_STILL_WAITING(
            run -> {
                String id = run.publish(run.acknowledged);
                run.waiting.remove(id);
                run.deliveries.remove(id);
                run.deliveries.add(id);
                return put(run.waiting, id);
            },
            "duplicate"),
    DEAD_LETTER_GONE(
            run -> {
                String id = run.drain();
                run.rows.remove(id);
                return id;
            },
            "lost"),
    DEAD_LETTER_STORED_AND_STILL_WAITING(run -> put(run.rows, run.leaveInQueue()), "duplicate");

    private final Function<RandomRun, String> plant;
    private final Set<String> kinds;

    Planted(Function<RandomRun, String> plant, String... kinds) {
        this.plant = plant;
        this.kinds = Set.of(kinds);
    }

    /** Spoils the run and says which event it spoiled. */
    String in(RandomRun run) {
        return plant.apply(run);
    }

    /** The kinds of anomaly that it shows, and no other. */
    Set<String> kinds() {
        return kinds;
    }

    private static String put(List<String> side, String id) {
        side.add(id);
        return id;
    }

    private static String withoutMessage(RandomRun run, String id) {
        run.deliveries.remove(id);
        run.waiting.remove(id);
        run.early.remove(id);
        return id;
    }
}
