package dev.lockstep.lab.fault;

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

    /**
     * A Byteman script that stops the first thread that runs the scenario's method and then comes
     * to this step: the thread connects to the given port of this machine and waits there until the
     * connection ends.
     *
     * @param id different for each use, since the agent remembers what has fired
     */
    String script(Scenario scenario, String id, int port) {
        return """
               RULE %1$s the scenario begins
               CLASS %2$s
               METHOD %3$s
               AT ENTRY
               IF TRUE
               DO flag("%1$s" + Thread.currentThread().getId())
               ENDRULE

               RULE %1$s stop at %5$s
               CLASS %6$s
               METHOD %7$s
               %8$s
               BIND visit : java.net.Socket = null
               IF flagged("%1$s" + Thread.currentThread().getId())
                   AND incrementCounter("%1$s" + Thread.currentThread().getId()) == %4$d
                   AND flag("%1$s")
               DO visit = new java.net.Socket("127.0.0.1", %9$d), visit.getInputStream().read()
               ENDRULE
               """
                .formatted(
                        id,
                        scenario.className(),
                        scenario.method(),
                        passesBefore + 1,
                        name(),
                        className,
                        method,
                        location,
                        port);
    }

    private static final class Narayana {
        static final String XA_RECORD =
                "com.arjuna.ats.internal.jta.resources.arjunacore.XAResourceRecord";
        static final String ACTION = "com.arjuna.ats.arjuna.coordinator.BasicAction";
    }
}
