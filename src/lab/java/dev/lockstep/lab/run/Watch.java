package dev.lockstep.lab.run;

import dev.lockstep.lab.client.Topics;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.words.Moment;
import dev.lockstep.lab.workload.Stamped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the database and at both brokers all the time, beside what the server uses: how long
 * each branch was prepared, how long each transaction held locks on rows of push events, how many
 * sessions at once waited for a lock, how long readers of Kafka were kept waiting by an open
 * transaction. While one of them is away nothing is seen of it, and the time counts for what is
 * still there when it is back. A look is never more exact than the time between two.
 */
final class Watch implements AutoCloseable {
    private static final int BETWEEN_LOOKS_AT_THE_DATABASE_MS = 100;
    private static final int BETWEEN_LOOKS_AT_A_BROKER_MS = 300;
    private static final int LONGEST_LOOK_MS = 2_000;

    // A transaction that is not prepared does not outlast its server: its number may be used again.
    private static final String LOCK_HOLDERS =
            """
            SELECT DISTINCT CASE WHEN virtualtransaction LIKE '-1/%' THEN virtualtransaction
                ELSE virtualtransaction || ' since ' || pg_postmaster_start_time() END
            FROM pg_locks WHERE relation = 'push_event'::regclass AND mode = 'RowExclusiveLock'""";

    private final Target target;
    private final Topics topics;
    private final Spans locks = new Spans();
    private final Spans preparedInPostgres = new Spans();
    private final Spans preparedInArtemis = new Spans();
    private final Spans heldBackInKafka = new Spans();
    private final ScheduledExecutorService looks =
            Executors.newScheduledThreadPool(
                    3,
                    task -> {
                        Thread thread = new Thread(task, "watch");
                        thread.setDaemon(true);
                        return thread;
                    });
    private Connection connection;
    private volatile int mostBlocked;

    Watch(Target target) {
        this.target = target;
        this.topics = new Topics(target.access().kafka());
        every(BETWEEN_LOOKS_AT_THE_DATABASE_MS, this::lookAtDatabase);
        every(BETWEEN_LOOKS_AT_A_BROKER_MS, this::lookAtArtemis);
        every(BETWEEN_LOOKS_AT_A_BROKER_MS, this::lookAtKafka);
    }

    private void every(int milliseconds, Runnable look) {
        looks.scheduleWithFixedDelay(look, 0, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Seconds for which the slowest transaction held its locks. */
    double longestHeld() {
        return locks.longest();
    }

    /** Seconds for which the slowest branch was prepared. */
    double longestPrepared() {
        return Math.max(preparedInPostgres.longest(), preparedInArtemis.longest());
    }

    /**
     * Seconds for which messages that were sent could not be read by anybody who reads only what is
     * committed: in Artemis those of a prepared branch, in Kafka everything behind an open
     * transaction.
     */
    double longestWaited() {
        return Math.max(preparedInArtemis.longest(), heldBackInKafka.longest());
    }

    /** Sessions that waited for a lock, at the worst moment. */
    int mostBlocked() {
        return mostBlocked;
    }

    /** When each branch was prepared and settled. */
    List<Stamped> moments() {
        List<Stamped> moments = new ArrayList<>();
        tell(moments, "PostgreSQL", preparedInPostgres);
        tell(moments, "Artemis", preparedInArtemis);
        tell(moments, "Kafka", heldBackInKafka);
        return moments;
    }

    private static void tell(List<Stamped> moments, String where, Spans spans) {
        spans.forEach(
                (name, first, last) -> {
                    if (last > first) {
                        String branch = where + " " + Integer.toHexString(name.hashCode());
                        moments.add(new Stamped(first, Moment.PREPARED, branch));
                        moments.add(new Stamped(last, Moment.RECOVERED, branch));
                    }
                });
    }

    @Override
    public void close() {
        looks.shutdownNow();
        topics.close();
        forgetConnection();
    }

    private synchronized void lookAtDatabase() {
        try {
            if (connection == null) {
                connection = target.connect();
                connection.setNetworkTimeout(Runnable::run, LONGEST_LOOK_MS);
            }
            long now = System.nanoTime();
            locks.seen(names(LOCK_HOLDERS), now);
            preparedInPostgres.seen(names("SELECT gid FROM pg_prepared_xacts"), now);
            int blocked =
                    names("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'").size();
            mostBlocked = Math.max(mostBlocked, blocked);
        } catch (SQLException e) {
            // It is away: what is there when it is back was there all the time.
            forgetConnection();
        }
    }

    private Set<String> names(String query) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private void lookAtArtemis() {
        try {
            preparedInArtemis.seen(
                    target.brokerConsole().preparedTransactions(), System.nanoTime());
        } catch (RuntimeException e) {
            // It is away, as above; a task that throws would not be run again.
            return;
        }
    }

    private void lookAtKafka() {
        try {
            heldBackInKafka.seen(topics.standstills(Topics.EVENTS), System.nanoTime());
        } catch (RuntimeException e) {
            // As above.
            return;
        }
    }

    private synchronized void forgetConnection() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was broken already: that is why it is forgotten.
        }
        connection = null;
    }
}
