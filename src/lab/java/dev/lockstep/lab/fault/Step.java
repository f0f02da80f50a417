package dev.lockstep.lab.fault;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The points inside the commit of a global transaction at which the server can be stopped, in
 * protocol order. Each is found in the classes of the transaction manager that runs in the server,
 * Narayana 7.3.
 */
public enum Step {
    /** Both sides have done their work, nobody has been asked to prepare. */
    BEFORE_PREPARE(Narayana.XA_RECORD, "topLevelPrepare", "AT ENTRY", 0),
    /** The first enlisted has prepared, the second has not been asked. */
    BETWEEN_PREPARES(Narayana.XA_RECORD, "topLevelPrepare", "AT ENTRY", 1),
    /** Both have prepared; the decision is not in the log, so it is still to roll back. */
    PREPARED_NOT_DECIDED(Narayana.ACTION, "prepare(boolean)", "AT INVOKE write_committed", 0),
    /** The decision to commit is in the log; nobody has been told. */
    DECIDED_NOT_COMMITTED(Narayana.ACTION, "phase2Commit(boolean)", "AT ENTRY", 0),
    /** The first enlisted has committed, the second has not been told. */
    BETWEEN_COMMITS(Narayana.XA_RECORD, "topLevelCommit", "AT ENTRY", 1),
    /** Both have committed; the log still says that they have to. */
    COMMITTED_NOT_FORGOTTEN(Narayana.ACTION, "updateState", "AT INVOKE remove_committed", 0);

    private final String className;
    private final String method;
    private final String location;
    private final int passesBefore;

    Step(String className, String method, String location, int passesBefore) {
        this.className = className;
        this.method = method;
        this.location = location;
        this.passesBefore = passesBefore;
    }

    /** This step in one of the scenarios of {@code xa}, where a crash leaves no anomaly. */
    public CrashPoint in(Scenario scenario) {
        String work =
                scenario == Scenario.PUBLISH
                        ? "dev.lockstep.strategy.xa.XaPublish"
                        : "dev.lockstep.strategy.xa.XaDrain";
        return new CrashPoint(
                "xa",
                scenario,
                name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Map.of(),
                Set.of(),
                CrashPoint.Code.entry(
                        work, scenario == Scenario.PUBLISH ? "saveAndSend" : "takeAndSave"),
                new CrashPoint.Code(className, method, location),
                passesBefore);
    }

    private static final class Narayana {
        static final String XA_RECORD =
                "com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord";
        static final String ACTION = "com.arjuna.ats.arjuna.coordinator.BasicAction";
    }
}
