package dev.lockstep.lab.campaign;

import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.fault.CrashPoint;
import dev.lockstep.lab.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several breakpoints at once, each of which stops a thread of its own. */
final class Breakpoints implements AutoCloseable {
    private final List<Breakpoint> all = new ArrayList<>();

    Breakpoints(List<CrashPoint> points, Stack stack) {
        try {
            points.forEach(point -> all.add(Breakpoint.at(point, stack.ports().faultAgent())));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    void awaitReached(Duration limitOfEach) {
        all.forEach(breakpoint -> breakpoint.awaitReached(limitOfEach));
    }

    void serverKilled() {
        all.forEach(Breakpoint::serverKilled);
    }

    /** Lets the threads go on; the second time it does nothing. */
    @Override
    public void close() {
        all.forEach(Breakpoint::close);
    }
}
