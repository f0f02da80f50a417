package dev.lockstep.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/**
 * The driver's XA data source, with what it tells the transaction manager corrected ({@link
 * Answer}).
 *
 * <p>When PostgreSQL dies or shuts down between PREPARE and COMMIT PREPARED, it ends the connection
 * with SQLSTATE 57P01. The driver (42.7.14) answers XAER_RMERR then, which in the XA specification
 * means that the branch "has been rolled back". Narayana believes it, reports a heuristic rollback
 * and stops trying: the row stays prepared, and locked, for ever, and where the other participant
 * was told to commit first, the two sides disagree. In truth the branch is still in {@code
 * pg_prepared_xacts}, so the answer must be XAER_RMFAIL: ask again later. The same holds for every
 * other error but one: the branch is not there.
 *
 * @see <a href="https://github.com/pgjdbc/pgjdbc/issues/4438">pgjdbc issue 4438</a>
 */
public class RetryingXADataSource extends PGXADataSource {
    @Override
    public XAConnection getXAConnection() throws SQLException {
        return getXAConnection(getUser(), getPassword());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        RetryingXAConnection connection =
                new RetryingXAConnection(super.getXAConnection(user, password));
        hearWarnings(connection.getConnection());
        return connection;
    }

    /** Whether a commit was replicated is told by a warning; a role's settings may silence it. */
    private static void hearWarnings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET client_min_messages = warning");
        }
    }
}
