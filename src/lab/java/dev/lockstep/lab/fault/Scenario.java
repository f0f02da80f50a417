package dev.lockstep.lab.fault;

/** The two scenarios under {@code xa}, and the method in which each runs its global transaction. */
public enum Scenario {
    PUBLISH("dev.lockstep.strategy.xa.XaPublish", "saveAndSend"),
    DRAIN("dev.lockstep.strategy.xa.XaDrain", "takeAndSave");

    private final String className;
    private final String method;

    Scenario(String className, String method) {
        this.className = className;
        this.method = method;
    }

    String className() {
        return className;
    }

    String method() {
        return method;
    }
}
