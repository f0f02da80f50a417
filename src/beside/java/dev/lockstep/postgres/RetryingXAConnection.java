package dev.lockstep.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;

/** The driver's connection with a {@link RetryingXAResource}. */
record RetryingXAConnection(XAConnection driver, Session session) implements XAConnection {
    RetryingXAConnection(XAConnection driver) {
        this(driver, new Session(driver));
    }

    @Override
    public XAResource getXAResource() throws SQLException {
        return new RetryingXAResource(driver.getXAResource(), session);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return session.open();
    }

    @Override
    public void close() throws SQLException {
        driver.close();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        driver.addConnectionEventListener(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        driver.removeConnectionEventListener(listener);
    }

    @Override
    public void addStatementEventListener(StatementEventListener listener) {
        driver.addStatementEventListener(listener);
    }

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {
        driver.removeStatementEventListener(listener);
    }
}
