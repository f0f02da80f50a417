package dev.lockstep.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.extensions.novendor.JDBC4ValidConnectionChecker;
import org.postgresql.PGConnection;

/**
 * Gives out a pooled connection only if it answers and may write. After a failover, or when a
 * database was made read-only and writable again, the pool is full of connections that may not. It
 * costs no round trip of its own: PostgreSQL (14 and newer) reports both settings unasked.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-ASYNC">ParameterStatus</a>
 */
public final class WritableConnectionChecker extends JDBC4ValidConnectionChecker {
    @Override
    public SQLException isValidConnection(Connection connection) {
        SQLException silent = super.isValidConnection(connection);
        if (silent != null) {
            return silent;
        }
        try {
            PGConnection session = connection.unwrap(PGConnection.class);
            boolean readOnly =
                    "on".equals(session.getParameterStatus("in_hot_standby"))
                            || "on"
                                    .equals(
                                            session.getParameterStatus(
                                                    "default_transaction_read_only"));
            return readOnly ? new SQLException("The database is read-only", "25006") : null;
        } catch (SQLException e) {
            return e;
        }
    }
}
