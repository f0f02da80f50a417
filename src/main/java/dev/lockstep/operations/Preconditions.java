package dev.lockstep.operations;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.transaction.Transaction;
import dev.lockstep.part.artemis.ArtemisPreconditions;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.settings.Node;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.sql.DataSource;
import javax.transaction.xa.XAResource;

/**
 * What must be true before two-phase commit can be trusted. Each is proved against the running
 * parts, not read from a file, and each has one sentence for whoever must mend it.
 */
@ApplicationScoped
public class Preconditions {
    private static final String POOL = "jboss.as:subsystem=datasources,xa-data-source=LockstepXA";
    private static final String SERVER = "jboss.as:management-root=server";
    private static final int PARTICIPANTS = 2;

    private final Queues queues;
    private final ArtemisPreconditions artemis;
    private final UserTransaction transaction;

    @Resource(lookup = "java:jboss/datasources/LockstepXA")
    private DataSource database;

    @Inject
    public Preconditions(Queues queues, ArtemisPreconditions artemis, UserTransaction transaction) {
        this.queues = queues;
        this.artemis = artemis;
        this.transaction = transaction;
    }

    /**
     * Whether the server has finished its own start: before that its management model is not there
     * to be asked.
     */
    boolean canBeProved() {
        try {
            ObjectName root = new ObjectName(SERVER);
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            return server.isRegistered(root)
                    && "running".equals(server.getAttribute(root, "serverState"));
        } catch (JMException e) {
            return false;
        }
    }

    /** The sentences of those that do not hold; empty if all do. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        Node.problem(arjPropertyManager.getCoreEnvironmentBean().getNodeIdentifier())
                .ifPresent(violations::add);
        checkPreparedTransactions().ifPresent(violations::add);
        violations.addAll(artemis.violations());
        if (violations.isEmpty()) {
            enlistment().ifPresent(violations::add);
        }
        return violations;
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

    private Optional<String> checkPreparedTransactions() {
        try (Connection connection = database.getConnection();
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

    /** Uses both resources in one transaction and asks Narayana what it enlisted. */
    private Optional<String> enlistment() {
        try {
            transaction.begin();
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement();
                    JMSContext context = queues.open()) {
                statement.execute("SELECT 1");
                context.createProducer();
                return enlisted(currentTransaction());
            } finally {
                transaction.rollback();
            }
        } catch (NotSupportedException | SystemException | SQLException | JMSRuntimeException e) {
            return Optional.of(
                    "Database and broker could not be joined in one global transaction: "
                            + e.getMessage());
        }
    }

    private static Transaction currentTransaction() throws SystemException {
        return (Transaction)
                com.arjuna.ats.jta.TransactionManager.transactionManager().getTransaction();
    }

    private static Optional<String> enlisted(Transaction current) {
        Class<?> lastResource =
                jtaPropertyManager.getJTAEnvironmentBean().getLastResourceOptimisationInterface();
        var resources = current.getResources().keySet();
        for (XAResource resource : resources) {
            if (lastResource != null && lastResource.isInstance(resource)) {
                return Optional.of(
                        "%s enlisted as a one-phase (last) resource: LockstepXA must be an xa-data-source and activemq-ra must have transaction=xa."
                                .formatted(resource));
            }
        }
        if (resources.size() != PARTICIPANTS) {
            return Optional.of(
                    "A transaction over database and broker has %d XA participants instead of %d: LockstepXA must be an xa-data-source and activemq-ra must have transaction=xa."
                            .formatted(resources.size(), PARTICIPANTS));
        }
        return Optional.empty();
    }
}
