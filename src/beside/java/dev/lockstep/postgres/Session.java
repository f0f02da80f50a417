package dev.lockstep.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import javax.sql.XAConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.BaseStatement;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.TransactionState;

/**
 * The session below an XA connection, to ask PostgreSQL what the driver does not. Nothing here
 * begins a transaction or looks at autocommit.
 */
final class Session {
    /** Less than the datasource's SocketTimeout, which would cost the connection. */
    private static final int SECONDS_TO_BE_DURABLE = 5;

    private final XAConnection driver;
    private Connection handle;

    Session(XAConnection driver) {
        this.driver = driver;
    }

    /** A new handle for the pool; the driver closes the one before. */
    Connection open() throws SQLException {
        handle = driver.getConnection();
        return handle;
    }

    private BaseConnection physical() throws SQLException {
        Connection open = handle == null || handle.isClosed() ? open() : handle;
        return open.unwrap(BaseConnection.class);
    }

    /** What was warned of before is not about the next statement. */
    void forgetWarnings() throws SQLException {
        physical().clearWarnings();
    }

    /** The first warning since {@link #forgetWarnings()}; null if there is none. */
    SQLWarning warning() throws SQLException {
        return physical().getWarnings();
    }

    /**
     * Whether a statement of the open transaction has failed. PostgreSQL answers PREPARE and COMMIT
     * with ROLLBACK then, and no error; the driver (42.7.14) takes that for success.
     */
    boolean hasFailed() throws SQLException {
        return physical().getTransactionState() == TransactionState.FAILED;
    }

    /** The number of the open transaction; null if it has written nothing. */
    String transactionNumber() throws SQLException {
        return ask("SELECT pg_current_xact_id_if_assigned()::text");
    }

    /**
     * How the transaction of that number ended.
     *
     * @see <a href="https://www.postgresql.org/docs/17/functions-info.html">pg_xact_status</a>
     */
    Answer.Fate fate(String number) throws SQLException {
        String status = ask("SELECT pg_xact_status('" + number + "'::xid8)");
        if ("committed".equals(status)) {
            return Answer.Fate.COMMITTED;
        }
        return "aborted".equals(status) ? Answer.Fate.ROLLED_BACK : Answer.Fate.UNKNOWN;
    }

    /**
     * Returns once all that this database has committed so far is as durable as it is configured:
     * flushed here and, where synchronous standbys are named, there. A commit of our own waits for
     * just that, and replication keeps the order. PostgreSQL waits only for a transaction that has
     * written something, so it writes a message that means nothing to anybody.
     *
     * @throws SQLException if it is not, or not within the limit; also on a standby, which can
     *     promise nothing
     */
    void awaitDurable() throws SQLException {
        BaseConnection connection = physical();
        connection.clearWarnings();
        try (BaseStatement statement = (BaseStatement) connection.createStatement()) {
            // Ends the wait by a cancel, which comes back as a warning: the backend is not left
            // behind waiting, and the connection stays usable.
            statement.setQueryTimeout(SECONDS_TO_BE_DURABLE);
            statement.executeWithFlags(
                    "SELECT pg_logical_emit_message(true, 'lockstep', '')",
                    QueryExecutor.QUERY_SUPPRESS_BEGIN);
            SQLWarning doubt = statement.getWarnings();
            if (doubt == null) {
                doubt = connection.getWarnings();
            }
            if (doubt != null) {
                throw doubt;
            }
        }
    }

    private String ask(String query) throws SQLException {
        try (ResultSet answer = physical().execSQLQuery(query)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }
}
