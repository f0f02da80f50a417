package dev.lockstep.lab.stack;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** All processes of one stack. A second one of a role is one more entry. */
final class Processes {
    private static final Comparator<Installation> IN_START_ORDER =
            Comparator.comparing((Installation one) -> one.seat().role())
                    .thenComparing(one -> one.seat().number());

    private final List<Installation> all = new CopyOnWriteArrayList<>();

    void add(Installation one) {
        all.add(one);
    }

    /** Told of each new process id of those that are there by now. */
    void onPidChange(Runnable listener) {
        all.forEach(one -> one.process().onPidChange(listener));
    }

    /** Those of the system itself, in the order in which they are started. */
    List<Installation> own() {
        return inStartOrder().filter(one -> !one.seat().guest()).toList();
    }

    /** Those that the application uses, in the order in which they are started. */
    List<Installation> resources() {
        return own().stream().filter(one -> one.seat().role().isResource()).toList();
    }

    /** Those of the system that are of one kind, in the order of their numbers. */
    <T> List<T> own(Class<T> kind) {
        return own().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Those that are no part of the system. */
    <T> Stream<T> guests(Class<T> kind) {
        return all.stream()
                .filter(one -> one.seat().guest())
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** Everything, who uses the others first. */
    List<ServerProcess> inStopOrder() {
        return all.stream().sorted(IN_START_ORDER.reversed()).map(Installation::process).toList();
    }

    /** The ids of those that run, by their keys. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Installation one : own()) {
            if (one.process().isRunning()) {
                pids.put(one.seat().pidKey(), one.process().pid());
            }
        }
        return pids;
    }

    private Stream<Installation> inStartOrder() {
        return all.stream().sorted(IN_START_ORDER);
    }
}
