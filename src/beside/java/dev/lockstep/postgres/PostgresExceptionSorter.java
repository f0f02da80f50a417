package dev.lockstep.postgres;

import java.sql.SQLException;
import org.jboss.jca.adapters.jdbc.extensions.postgres.PostgreSQLExceptionSorter;

/**
 * Tells the pool which errors mean that a connection is of no more use. The server's own sorter
 * knows 08006 only. A connection to a database that has become a standby, or was made read-only,
 * stays good for its pings and fails every write (25006): it has to be replaced by one to the
 * primary.
 */
public final class PostgresExceptionSorter extends PostgreSQLExceptionSorter {
    private static final String CONNECTION = "08";

    /** Shutdowns, a dropped database, an idle session that was ended: 57P01 to 57P05. */
    private static final String ENDED = "57P0";

    private static final String READ_ONLY = "25006";

    /** {@code idle_in_transaction_session_timeout} and {@code transaction_timeout}. */
    private static final String ENDED_IN_TRANSACTION = "25P0[34]";

    @Override
    public boolean isExceptionFatal(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith(CONNECTION)
                        || state.startsWith(ENDED)
                        || state.equals(READ_ONLY)
                        || state.matches(ENDED_IN_TRANSACTION));
    }
}
