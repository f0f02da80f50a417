package dev.lockstep.lab.indoubt;

import com.arjuna.ats.arjuna.common.Uid;
import dev.lockstep.lab.stack.BrokerConsole;
import dev.lockstep.lab.stack.Target;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is in doubt at one moment, asked of each of the three logs: which global transactions have a
 * prepared branch in PostgreSQL, which have one in Artemis, and which are decided in the
 * transaction log. The global transaction id, which all three keep, joins them.
 *
 * @param inPostgres from {@code pg_prepared_xacts}
 * @param inArtemis from the broker's list of prepared transactions
 * @param decided from Narayana's log: to be committed
 */
public record InDoubt(Set<Uid> inPostgres, Set<Uid> inArtemis, Set<Uid> decided) {

    /** Asks all three; works while the application server is down. */
    public static InDoubt of(Target target) {
        try (Connection connection = target.connect()) {
            return new InDoubt(
                    preparedIn(connection),
                    preparedIn(target.brokerConsole()),
                    target.access()
                            .transactionLog()
                            .map(log -> new TransactionLog(log).decided())
                            .orElse(Set.of()));
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL cannot be asked what is in doubt", e);
        }
    }

    private static Set<Uid> preparedIn(Connection connection) throws SQLException {
        Set<Uid> prepared = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT gid FROM pg_prepared_xacts")) {
            while (rows.next()) {
                prepared.add(BranchId.ofPostgres(rows.getString(1)).transaction());
            }
        }
        return prepared;
    }

    private static Set<Uid> preparedIn(BrokerConsole console) {
        Set<Uid> prepared = new LinkedHashSet<>();
        for (String line : console.preparedTransactions()) {
            prepared.add(BranchId.ofArtemis(line).transaction());
        }
        return prepared;
    }

    public boolean isEmpty() {
        return inPostgres.isEmpty() && inArtemis.isEmpty() && decided.isEmpty();
    }

    /** Every transaction that one of the three knows. */
    public Set<Uid> transactions() {
        Set<Uid> all = new TreeSet<>((a, b) -> a.stringForm().compareTo(b.stringForm()));
        all.addAll(inPostgres);
        all.addAll(inArtemis);
        all.addAll(decided);
        return all;
    }
}
