package dev.lockstep.lab.fault;

import java.util.Map;
import java.util.Set;

/**
 * A place between two protocol steps at which a thread of the server can be stopped.
 *
 * @param strategy whose protocol it is
 * @param scenario in which it is passed
 * @param name as reports and logs have it
 * @param environment settings of the server under which it is passed, beside the usual ones
 * @param predicted the anomalies that theory says a crash there leaves; empty if it leaves none
 * @param begins code that a thread must have passed before, so that other users of the same code
 *     are left alone; null if nobody else uses it
 * @param stops where the thread stops
 * @param passesBefore how often a thread passes {@code stops} before it counts
 */
public record CrashPoint(
        String strategy,
        Scenario scenario,
        String name,
        Map<String, String> environment,
        Set<String> predicted,
        Code begins,
        Code stops,
        int passesBefore) {

    /**
     * A place in the server's classes.
     *
     * @param location in Byteman's words
     */
    public record Code(String className, String method, String location) {
        static Code entry(String className, String method) {
            return new Code(className, method, "AT ENTRY");
        }

        static Code exit(String className, String method) {
            return new Code(className, method, "AT EXIT");
        }
    }

    /**
     * A Byteman script that stops the first thread that comes here: the thread connects to the
     * given port of this machine and waits there until the connection ends.
     *
     * @param id different for each use, since the agent remembers what has fired
     */
    String script(String id, int port) {
        return begins == null
                ? stopRule(id, port, "")
                : beginRule(id) + stopRule(id, port, inTime(id));
    }

    private String beginRule(String id) {
        return """
               RULE %1$s begins
               CLASS %2$s
               METHOD %3$s
               %4$s
               IF TRUE
               DO flag("%1$s" + Thread.currentThread().getId())
               ENDRULE

               """
                .formatted(id, begins.className(), begins.method(), begins.location());
    }

    private String inTime(String id) {
        return """
               flagged("%1$s" + Thread.currentThread().getId())
                   AND incrementCounter("%1$s" + Thread.currentThread().getId()) == %2$d
                   AND\s"""
                .formatted(id, passesBefore + 1);
    }

    private String stopRule(String id, int port, String condition) {
        return """
               RULE %1$s stops
               CLASS %2$s
               METHOD %3$s
               %4$s
               BIND visit : java.net.Socket = null
               IF %5$sflag("%1$s")
               DO visit = new java.net.Socket("127.0.0.1", %6$d), visit.getInputStream().read()
               ENDRULE
               """
                .formatted(
                        id, stops.className(), stops.method(), stops.location(), condition, port);
    }

    @Override
    public String toString() {
        return strategy + " " + scenario.word() + ": " + name;
    }
}
