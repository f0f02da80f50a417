package dev.lockstep.postgres;

import java.sql.SQLException;
import javax.sql.XAConnection;
import org.postgresql.xa.PGXADataSource;

/**
 * The driver's XA data source, except that a branch which is still prepared is said to be so.
 *
 * <p>When PostgreSQL dies or shuts down between PREPARE and COMMIT PREPARED, it ends the connection
 * with SQLSTATE 57P01. The driver (42.7.14) answers XAER_RMERR then, which in the XA specification
 * means that the branch "has been rolled back". Narayana believes it, reports a heuristic rollback
 * and stops trying: the row stays prepared, and locked, for ever, and where the other participant
 * was told to commit first, the two sides disagree. In truth the branch is still in {@code
 * pg_prepared_xacts}, so the answer must be XAER_RMFAIL: ask again later.
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
        return new RetryingXAConnection(super.getXAConnection(user, password));
    }
}
