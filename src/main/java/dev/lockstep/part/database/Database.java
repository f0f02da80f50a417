package dev.lockstep.part.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The door to PostgreSQL: the same tables over both datasources, with XA and without.
 *
 * <p>Whoever asks for rows is given a view that joins the transaction of its caller at each call,
 * and may be kept.
 */
@ApplicationScoped
public class Database {
    @PersistenceContext(unitName = "lockstep")
    private EntityManager global;

    @PersistenceContext(unitName = "local")
    private EntityManager local;

    @Resource(lookup = "java:jboss/datasources/LockstepXA")
    private DataSource connections;

    /** Rows as one branch of a global transaction. */
    public EntityManager rowsInGlobalTransactions() {
        return global;
    }

    /** Rows in a transaction of the database alone, committed in one phase. */
    public EntityManager rowsInLocalTransactions() {
        return local;
    }

    /**
     * A connection of the XA pool, a branch of the global transaction if there is one; to be closed
     * by the caller.
     *
     * @throws SQLException if the database does not answer, or none is free in time
     */
    public Connection connect() throws SQLException {
        return connections.getConnection();
    }

    DataSource connections() {
        return connections;
    }
}
