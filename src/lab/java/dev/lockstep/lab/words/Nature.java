package dev.lockstep.lab.words;

/** What a fault is done to. */
public enum Nature {
    /** A process, by a signal. It needs no stack of the lab's own. */
    PROCESS,
    /** The network between the server and a part. */
    LINK,
    /** The transaction log. */
    LOG,
    /** The name under which a server signs its transactions. */
    NODE,
    /** A prepared branch, which somebody settles who is not the coordinator. */
    BRANCH,
    /** The database's standby, which takes over. */
    STANDBY,
    /** The clock of a process. */
    CLOCK,
    /** What the database lets anybody do. */
    MODE
}
