package dev.lockstep.lab.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The system that the lab looks at and works on, whoever has started it. */
public interface Target {
    /** Where its parts listen, and who is let in. */
    Access access();

    Servers servers();

    BrokerConsole brokerConsole();

    /** Whether the application says that it is ready to work. */
    boolean isReady();

    /** A connection of the application's own user, who owns all tables. */
    default Connection connect() throws SQLException {
        Access.Login login = access().postgresLogin();
        return DriverManager.getConnection(access().postgres(), login.user(), login.password());
    }
}
