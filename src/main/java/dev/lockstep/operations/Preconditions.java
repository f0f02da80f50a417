package dev.lockstep.operations;

import dev.lockstep.memo.Memos;
import dev.lockstep.part.artemis.ArtemisPreconditions;
import dev.lockstep.part.artemis.Queues;
import dev.lockstep.part.database.Database;
import dev.lockstep.part.database.DatabasePreconditions;
import dev.lockstep.settings.Node;
import dev.lockstep.transaction.narayana.Narayana;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.transaction.xa.XAResource;

/**
 * What must be true before two-phase commit can be trusted. Each is proved against the running
 * parts, not read from a file, and each has one sentence for whoever must mend it.
 */
@ApplicationScoped
public class Preconditions {
    private static final String SERVER = "jboss.as:management-root=server";
    private static final int PARTICIPANTS = 2;

    private final Database database;
    private final DatabasePreconditions ofDatabase;
    private final Queues queues;
    private final ArtemisPreconditions ofArtemis;
    private final UserTransaction transaction;
    private final Narayana narayana;
    private final Memos memos;

    @Inject
    public Preconditions(
            Database database,
            DatabasePreconditions ofDatabase,
            Queues queues,
            ArtemisPreconditions ofArtemis,
            UserTransaction transaction,
            Narayana narayana,
            Memos memos) {
        this.database = database;
        this.ofDatabase = ofDatabase;
        this.queues = queues;
        this.ofArtemis = ofArtemis;
        this.transaction = transaction;
        this.narayana = narayana;
        this.memos = memos;
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
        Node.problem(narayana.nodeIdentifier()).ifPresent(violations::add);
        memos.problem().ifPresent(violations::add);
        violations.addAll(ofDatabase.violations());
        violations.addAll(ofArtemis.violations());
        if (violations.isEmpty()) {
            enlistment().ifPresent(violations::add);
        }
        return violations;
    }

    /** Uses both resources in one transaction and asks Narayana what it enlisted. */
    private Optional<String> enlistment() {
        try {
            transaction.begin();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    JMSContext context = queues.open()) {
                statement.execute("SELECT 1");
                context.createProducer();
                return enlisted(narayana.participants());
            } finally {
                transaction.rollback();
            }
        } catch (NotSupportedException | SystemException | SQLException | JMSRuntimeException e) {
            return Optional.of(
                    "Database and broker could not be joined in one global transaction: "
                            + e.getMessage());
        }
    }

    private Optional<String> enlisted(Set<XAResource> participants) {
        for (XAResource participant : participants) {
            if (narayana.isOnePhase(participant)) {
                return Optional.of(
                        "%s enlisted as a one-phase (last) resource: LockstepXA must be an xa-data-source and activemq-ra must have transaction=xa."
                                .formatted(participant));
            }
        }
        if (participants.size() != PARTICIPANTS) {
            return Optional.of(
                    "A transaction over database and broker has %d XA participants instead of %d: LockstepXA must be an xa-data-source and activemq-ra must have transaction=xa."
                            .formatted(participants.size(), PARTICIPANTS));
        }
        return Optional.empty();
    }
}
