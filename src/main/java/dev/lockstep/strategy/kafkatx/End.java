package dev.lockstep.strategy.kafkatx;

/**
 * What the two transactions came to, one beside the other: the row is how the database's ended, the
 * column how far Kafka's came.
 *
 * <pre>
 *              NOT_BEGUN  OPEN     NOT_KNOWN             COMMITTED   ABORTED  ABANDONED
 * committed    AGREED     ONLY_DB  DB_AND_PERHAPS_KAFKA  AGREED      ONLY_DB  ONLY_DB
 * rolled back  NEITHER    NEITHER  KAFKA_NOT_KNOWN       ONLY_KAFKA  NEITHER  NEITHER
 * unknown      NEITHER    NEITHER  KAFKA_NOT_KNOWN       ONLY_KAFKA  NEITHER  NEITHER
 * </pre>
 *
 * <p>A database that does not say how it ended is taken for one that rolled back: whoever reads
 * {@code NEITHER} asks the data where that may be wrong. {@code OPEN} is seen only while another
 * thread ends the transaction, which then aborts it.
 */
enum End {
    /** Both committed, or the database alone, and there was nothing to send. */
    AGREED,
    /** The database has committed and Kafka has not. */
    ONLY_DB,
    /** The database has committed, and Kafka did not answer. */
    DB_AND_PERHAPS_KAFKA,
    /** As far as the exceptions tell; Kafka for sure. */
    NEITHER,
    /** The database has not committed, and Kafka did not answer. */
    KAFKA_NOT_KNOWN,
    /** Kafka has committed and the database has not. */
    ONLY_KAFKA;

    static End withRow(State kafka) {
        return switch (kafka) {
            case NOT_BEGUN, COMMITTED -> AGREED;
            case NOT_KNOWN -> DB_AND_PERHAPS_KAFKA;
            case OPEN, ABORTED, ABANDONED -> ONLY_DB;
        };
    }

    static End withoutRow(State kafka) {
        return switch (kafka) {
            case NOT_BEGUN, OPEN, ABORTED, ABANDONED -> NEITHER;
            case NOT_KNOWN -> KAFKA_NOT_KNOWN;
            case COMMITTED -> ONLY_KAFKA;
        };
    }
}
