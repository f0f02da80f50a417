package dev.lockstep.lab.run;

import dev.lockstep.lab.fault.Breakpoint;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.way.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Several breakpoints at once, each of which stops a thread of its own. */
final class Breakpoints implements AutoCloseable {
    private final List<Breakpoint> all = new ArrayList<>();

    Breakpoints(List<Step> steps, Stack stack) {
        try {
            steps.forEach(step -> all.add(Breakpoint.at(step, stack.wildfly().faultAgentPort())));
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
