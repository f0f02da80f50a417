package dev.lockstep.part.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.transaction.xa.Xid;

/** The branches that are prepared in PostgreSQL. */
@ApplicationScoped
public class PreparedBranches {
    private final Database database;

    @Inject
    public PreparedBranches(Database database) {
        this.database = database;
    }

    /**
     * All of them; what was not prepared by an XA driver is left out.
     *
     * @throws SQLException if the database does not answer
     */
    public List<Xid> all() throws SQLException {
        List<Xid> branches = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            while (rows.next()) {
                branchOf(rows.getString(1)).ifPresent(branches::add);
            }
        }
        return branches;
    }

    /** The driver writes format id, global id and branch qualifier, the latter two in Base64. */
    static Optional<Xid> branchOf(String gid) {
        String[] parts = gid.split("_");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Branch(
                            Integer.parseInt(parts[0]),
                            Base64.getDecoder().decode(parts[1]),
                            Base64.getDecoder().decode(parts[2])));
        } catch (IllegalArgumentException e) {
            // Somebody's own name for a prepared transaction; a number that is none is one, too.
            return Optional.empty();
        }
    }

    private record Branch(int formatId, byte[] globalId, byte[] qualifier) implements Xid {
        @Override
        public int getFormatId() {
            return formatId;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return globalId.clone();
        }

        @Override
        public byte[] getBranchQualifier() {
            return qualifier.clone();
        }
    }
}
