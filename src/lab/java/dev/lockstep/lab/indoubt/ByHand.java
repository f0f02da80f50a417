package dev.lockstep.lab.indoubt;

import dev.lockstep.lab.stack.BrokerConsole;
import dev.lockstep.lab.stack.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person does where recovery cannot: with the server stopped, and its log given up. */
public final class ByHand {
    private static final Pattern BASE64 = Pattern.compile("base64: (\\S+)");

    private ByHand() {}

    /** Rolls back every prepared branch in PostgreSQL and Artemis. */
    public static void rollBackEverything(Target target) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            for (String gid : prepared(statement)) {
                statement.execute("ROLLBACK PREPARED " + statement.enquoteLiteral(gid));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database's branches cannot be rolled back", e);
        }
        BrokerConsole console = target.brokerConsole();
        for (String line : console.preparedTransactions()) {
            Matcher branch = BASE64.matcher(line);
            if (!branch.find()) {
                throw new IllegalStateException("The broker names no branch in: " + line);
            }
            console.executeOnBroker(
                    "rollbackPreparedTransaction(java.lang.String)", branch.group(1));
        }
    }

    private static List<String> prepared(Statement statement) throws SQLException {
        List<String> gids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            while (rows.next()) {
                gids.add(rows.getString(1));
            }
        }
        return gids;
    }
}
