package dev.lockstep.part.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What must be true of PostgreSQL: it can hold as many prepared transactions as may be needed. */
@ApplicationScoped
public class DatabasePreconditions {
    private static final String POOL = "jboss.as:subsystem=datasources,xa-data-source=LockstepXA";

    private final Database database;

    @Inject
    public DatabasePreconditions(Database database) {
        this.database = database;
    }

    /** A sentence for each that does not hold. */
    public List<String> violations() {
        return preparedTransactions().stream().toList();
    }

    /** Every pooled connection may hold one prepared transaction. */
    static Optional<String> preparedTransactions(int allowed, int poolSize) {
        if (allowed >= poolSize) {
            return Optional.empty();
        }
        return Optional.of(
                "PostgreSQL allows max_prepared_transactions = %d, fewer than the %d connections of the XA pool: raise it to at least %d and restart PostgreSQL."
                        .formatted(allowed, poolSize, poolSize));
    }

    private Optional<String> preparedTransactions() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("SHOW max_prepared_transactions")) {
            setting.next();
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            int poolSize = (Integer) server.getAttribute(new ObjectName(POOL), "maxPoolSize");
            return preparedTransactions(setting.getInt(1), poolSize);
        } catch (SQLException e) {
            return Optional.of("The database cannot be asked for its settings: " + e.getMessage());
        } catch (JMException e) {
            return Optional.of(
                    "The server does not say how large the pool of LockstepXA is (%s): is it an xa-data-source, and is the jmx subsystem there?"
                            .formatted(e.getMessage()));
        }
    }
}
