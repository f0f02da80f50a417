package dev.lockstep.lab.fault;

import dev.lockstep.lab.way.Code;
import dev.lockstep.lab.way.Step;

/**
 * A Byteman script that stops the first thread that comes to a step: the thread connects to a port
 * of this machine and waits there until the connection ends.
 *
 * @param id different for each use, since the agent remembers what has fired
 */
record StopScript(Step step, String id, int port) {
    /** In Byteman's words. */
    String text() {
        return step.begins() == null ? stopRule("") : beginRule() + stopRule(inTime());
    }

    private String beginRule() {
        Code begins = step.begins();
        return """
               RULE %1$s begins
               CLASS %2$s
               METHOD %3$s
               %4$s
               IF TRUE
               DO flag("%1$s" + Thread.currentThread().getId())
               ENDRULE

               """
                .formatted(id, begins.className(), begins.method(), location(begins));
    }

    private String inTime() {
        return """
               flagged("%1$s" + Thread.currentThread().getId())
                   AND incrementCounter("%1$s" + Thread.currentThread().getId()) == %2$d
                   AND\s"""
                .formatted(id, step.passesBefore() + 1);
    }

    private String stopRule(String condition) {
        Code stops = step.stops();
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
                .formatted(id, stops.className(), stops.method(), location(stops), condition, port);
    }

    private static String location(Code code) {
        return switch (code.at()) {
            case ENTRY -> "AT ENTRY";
            case EXIT -> "AT EXIT";
            case CALL -> "AT INVOKE " + code.called();
        };
    }
}
