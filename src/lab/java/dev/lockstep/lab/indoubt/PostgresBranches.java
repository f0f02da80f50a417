package dev.lockstep.lab.indoubt;

import dev.lockstep.lab.stack.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/** PostgreSQL's, as {@code psql} shows and settles them. */
public final class PostgresBranches implements Branches {
    private static final String NO_SUCH_BRANCH = "42704";

    private final Target target;

    public PostgresBranches(Target target) {
        this.target = target;
    }

    @Override
    public Set<String> prepared() {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            Set<String> gids = new LinkedHashSet<>();
            while (rows.next()) {
                gids.add(rows.getString(1));
            }
            return gids;
        } catch (SQLException e) {
            throw new IllegalStateException("The database's branches cannot be listed", e);
        }
    }

    @Override
    public boolean commit(String branch) {
        return settle("COMMIT PREPARED ", branch);
    }

    @Override
    public boolean rollBack(String branch) {
        return settle("ROLLBACK PREPARED ", branch);
    }

    private boolean settle(String command, String branch) {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command + statement.enquoteLiteral(branch));
            return true;
        } catch (SQLException e) {
            if (NO_SUCH_BRANCH.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("A branch of the database cannot be settled", e);
        }
    }
}
