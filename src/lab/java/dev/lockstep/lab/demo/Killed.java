package dev.lockstep.lab.demo;

import dev.lockstep.lab.way.Step;
import dev.lockstep.lab.way.Way;
import dev.lockstep.lab.words.Scenario;

/** A way at its worst step in a scenario, where the server is killed. */
record Killed(Way way, Scenario scenario) {
    Step step() {
        return way.worst(scenario).step();
    }

    /** In the words of the protocol. */
    String where() {
        return way.worst(scenario).where();
    }

    boolean is(Scenario wanted) {
        return scenario == wanted;
    }

    /** The event that is at work there when the server is killed. */
    String event() {
        return "killed-" + way.name() + "-" + scenario.word();
    }
}
