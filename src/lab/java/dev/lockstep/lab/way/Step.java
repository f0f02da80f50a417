package dev.lockstep.lab.way;

import dev.lockstep.lab.words.Anomaly;
import dev.lockstep.lab.words.Scenario;
import java.util.Set;

/**
 * A step of a way's protocol, as the place where a thread of the server can be stopped before it.
 *
 * @param way by its name
 * @param scenario in which it is passed
 * @param name as reports and logs have it
 * @param leaves the anomalies that theory says a server that is killed there leaves
 * @param begins code that a thread must have passed before, so that other users of the same code
 *     are left alone; null if nobody else uses it
 * @param stops where the thread stops
 * @param passesBefore how often a thread passes {@code stops} before it counts
 */
public record Step(
        String way,
        Scenario scenario,
        String name,
        Set<Anomaly> leaves,
        Code begins,
        Code stops,
        int passesBefore) {

    /** One that leaves nothing, in code that nobody else uses. */
    public static Step of(String way, Scenario scenario, String name, Code stops) {
        return new Step(way, scenario, name, Set.of(), null, stops, 0);
    }

    /** The same, in code that others use too. */
    public Step after(Code passed) {
        return new Step(way, scenario, name, leaves, passed, stops, passesBefore);
    }

    /** The same, at which a kill of the server leaves something. */
    public Step leaving(Anomaly left) {
        return new Step(way, scenario, name, Set.of(left), begins, stops, passesBefore);
    }

    @Override
    public String toString() {
        return way + " " + scenario.word() + ": " + name;
    }
}
