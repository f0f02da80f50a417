package dev.lockstep.lab.fault;

import dev.lockstep.lab.indoubt.Branches;
import dev.lockstep.lab.indoubt.PostgresBranches;
import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.lab.stack.Stack;
import dev.lockstep.lab.stack.StackProblem;
import dev.lockstep.lab.stack.Standby;
import dev.lockstep.lab.words.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * The primary is killed for good, and its streaming standby is promoted. The server and the lab
 * know the addresses of both from before the first call on. Some find the standby away: then that
 * is what happens at the step, and the primary goes when all who wait for the standby have given
 * up, or when seconds have been acknowledged without it.
 */
final class FailingOver implements Dealer {
    /** As long as an asynchronous standby is behind. */
    private static final Duration BEHIND = Duration.ofSeconds(3);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What the standby suffers before, and how it comes back: it still has what it had. */
    private enum Away {
        DEAD {
            @Override
            void begin(ServerProcess standby) {
                standby.kill();
            }

            @Override
            void end(ServerProcess standby) {
                standby.launch();
                standby.awaitReady();
            }
        },
        FROZEN {
            @Override
            void begin(ServerProcess standby) {
                standby.freeze();
            }

            @Override
            void end(ServerProcess standby) {
                standby.thaw();
            }
        };

        abstract void begin(ServerProcess standby);

        abstract void end(ServerProcess standby);
    }

    private static final Map<Fault, Away> AWAY =
            Map.of(
                    Fault.FAILOVER_STANDBY_DEAD, Away.DEAD,
                    Fault.FAILOVER_STANDBY_FROZEN, Away.FROZEN,
                    Fault.FAILOVER_ASYNCHRONOUS_BEHIND, Away.DEAD);

    /** Of the run at work; null if there is none. */
    private Standby standby;

    @Override
    public Set<Fault> faults() {
        return EnumSet.range(Fault.FAILOVER, Fault.FAILOVER_ASYNCHRONOUS_BEHIND);
    }

    @Override
    public Blow blow(Aim aim) {
        Stack stack = aim.stack();
        ServerProcess primary = stack.postgres().process();
        Away away = AWAY.get(aim.fault());
        Blow blow =
                away == null
                        ? Blow.of(
                                aim,
                                ServerProcess.RESTART_DELAY,
                                primary::kill,
                                () -> standby.promote())
                        : Blow.of(
                                aim,
                                aim.fault().undoesCommits() ? BEHIND : Lengths.LONGER_THAN_A_CALL,
                                () -> away.begin(standby.process()),
                                () -> {
                                    primary.kill();
                                    away.end(standby.process());
                                    standby.promote();
                                });
        return blow.within(
                () -> addStandby(stack, aim.fault().undoesCommits()), () -> removeStandby(stack));
    }

    private void addStandby(Stack stack, boolean asynchronous) {
        standby = Standby.of(stack);
        await("the standby streams", standby::isStreaming);
        if (!asynchronous) {
            standby.makeSynchronous();
            await("the standby is synchronous", standby::isSynchronous);
        }
        stack.standbysAt(standby.port());
        stack.wildfly().environment(Map.of("POSTGRES_HOSTS", stack.databases()));
        stack.wildfly().process().kill();
        stack.startWhatIsDown();
        await("the application knows both", stack::isReady);
    }

    /** The old primary is everybody's again, and empty: what it missed, nobody asks for. */
    private void removeStandby(Stack stack) {
        if (standby == null) {
            return;
        }
        stack.wildfly().process().kill();
        standby.close();
        ServerProcess primary = stack.postgres().process();
        if (!primary.isRunning()) {
            primary.launch();
            primary.awaitReady();
        }
        standby.makeAsynchronous();
        standby = null;
        stack.standbysAt();
        empty(stack);
        stack.wildfly().environment(Map.of());
        stack.startWhatIsDown();
        await("the application knows the first alone", stack::isReady);
    }

    private static void empty(Stack stack) {
        Branches branches = new PostgresBranches(stack);
        branches.prepared().forEach(branches::rollBack);
        try (Connection connection = stack.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + String.join(", ", tables(statement)));
        } catch (SQLException e) {
            throw new StackProblem("The old primary cannot be emptied: " + e.getMessage(), e);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows =
                statement.executeQuery(
                        "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
                                + " AND tablename NOT LIKE 'flyway%'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(LIMIT).ignoreExceptions().until(condition);
    }
}
