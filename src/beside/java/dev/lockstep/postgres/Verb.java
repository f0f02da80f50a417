package dev.lockstep.postgres;

/** What the transaction manager asks of a branch, where PostgreSQL's answer decides its fate. */
enum Verb {
    PREPARE,
    COMMIT_IN_ONE_PHASE,
    COMMIT_PREPARED,
    ROLLBACK
}
