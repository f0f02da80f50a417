package dev.lockstep.postgres;

import static dev.lockstep.postgres.Superuser.awaitWaiting;
import static dev.lockstep.postgres.Superuser.cancelTheWait;
import static dev.lockstep.postgres.Superuser.count;
import static dev.lockstep.postgres.Superuser.sql;
import static dev.lockstep.postgres.Superuser.text;
import static dev.lockstep.postgres.Superuser.waitForAStandbyThatIsAway;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.Postgres;
import dev.lockstep.lab.stack.Standby;
import dev.lockstep.support.StackSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a transaction manager is told of a branch, of everything that a real PostgreSQL can be made
 * to say when it is asked to prepare, commit or roll back. No transaction manager takes part.
 */
class PostgresAnswersIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String INSERT = "INSERT INTO answers VALUES (1)";

    private final RetryingXADataSource database = new RetryingXADataSource();

    @BeforeEach
    void aTableOfOurOwn() {
        database.setUrl(StackSession.stack().postgres().url());
        database.setUser(Postgres.USER);
        database.setPassword(StackSession.stack().secrets().postgres());
        sql(
                "CREATE TABLE answers (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)",
                "ALTER TABLE answers OWNER TO " + Postgres.USER);
    }

    @AfterEach
    void nothingIsLeft() {
        sql("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
        await("nothing waits for a standby")
                .atMost(LIMIT)
                .until(
                        () ->
                                count("SELECT 1 FROM pg_stat_activity WHERE wait_event='SyncRep'")
                                        == 0);
        String gid = "SELECT gid FROM pg_prepared_xacts WHERE gid LIKE '4711%'";
        while (count(gid) > 0) {
            sql("ROLLBACK PREPARED '" + text(gid) + "'");
        }
        sql("DROP TABLE answers");
    }

    @Test
    void commitOfABranchThatSomebodyHasCommittedIsDone() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared()) {
            sql("COMMIT PREPARED '" + branch.gid() + "'");

            branch.resource.commit(branch.xid, false);
        }
        assertThat(rows()).isOne();
    }

    @Test
    void commitOfABranchThatSomebodyHasRolledBackIsToldSo() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared()) {
            sql("ROLLBACK PREPARED '" + branch.gid() + "'");

            assertAnswers(commit(branch), XAException.XA_HEURRB);
        }
    }

    @Test
    void rollbackOfABranchThatSomebodyHasCommittedIsToldSo() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared()) {
            sql("COMMIT PREPARED '" + branch.gid() + "'");

            assertAnswers(rollback(branch), XAException.XA_HEURCOM);
        }
    }

    @Test
    void rollbackOfABranchThatSomebodyHasRolledBackIsDone() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared()) {
            sql("ROLLBACK PREPARED '" + branch.gid() + "'");

            branch.resource.rollback(branch.xid);
        }
        assertThat(rows()).isZero();
    }

    /** As in recovery: the connection did not prepare it and cannot know how it ended. */
    @Test
    void aBranchThatAnotherConnectionPreparedAndThatIsGoneIsNotThere() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared();
                Branch other = new Branch(database).ended()) {
            other.resource.rollback(other.xid);
            sql("ROLLBACK PREPARED '" + branch.gid() + "'");

            assertAnswers(() -> other.resource.commit(branch.xid, false), XAException.XAER_NOTA);
            assertAnswers(() -> other.resource.rollback(branch.xid), XAException.XAER_NOTA);
        }
    }

    /** 57P01, as when PostgreSQL is shut down. */
    @Test
    void aSessionThatWasEndedLeavesTheBranchForLater() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared()) {
            sql("SELECT pg_terminate_backend(" + backend(branch) + ")");

            assertAnswers(commit(branch), XAException.XAER_RMFAIL);
            assertAnswers(rollback(branch), XAException.XAER_RMFAIL);
            assertThat(isPrepared(branch)).isTrue();
        }
    }

    /** 42501: only the user who prepared it, or a superuser, may settle it. */
    @Test
    void aBranchOfSomebodyElseIsForLater() throws Exception {
        try (Branch branch = new Branch(database).ended()) {
            branch.resource.rollback(branch.xid);
            sql("BEGIN; " + INSERT + "; PREPARE TRANSACTION '" + branch.gid() + "'");

            assertAnswers(commit(branch), XAException.XAER_RMFAIL);
            assertAnswers(rollback(branch), XAException.XAER_RMFAIL);
            assertThat(isPrepared(branch)).isTrue();
        }
    }

    /** No SQLSTATE: the driver refuses, for another branch is at work on its connection. */
    @Test
    void aConnectionThatIsAtWorkLeavesTheBranchForLater() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared();
                Branch other = new Branch(database)) {
            assertAnswers(() -> other.resource.commit(branch.xid, false), XAException.XAER_RMFAIL);
            assertThat(isPrepared(branch)).isTrue();
        }
    }

    /** 23505, from a constraint that is checked at the end. */
    @Test
    void prepareAndOnePhaseCommitOfWhatBreaksAConstraintAreRefused() throws Exception {
        sql(INSERT);
        try (Branch branch = new Branch(database).does(INSERT).ended()) {
            assertAnswers(() -> branch.resource.prepare(branch.xid), XAException.XA_RBINTEGRITY);
        }
        try (Branch branch = new Branch(database).does(INSERT).ended()) {
            assertAnswers(
                    () -> branch.resource.commit(branch.xid, true), XAException.XA_RBINTEGRITY);
        }
    }

    /** 25P02: a statement has failed before. */
    @Test
    void prepareAndOnePhaseCommitOfAFailedTransactionAreRefused() throws Exception {
        try (Branch branch = new Branch(database)) {
            catchThrowableOfType(SQLException.class, () -> branch.does("SELECT 1/0"));
            branch.ended();
            assertAnswers(() -> branch.resource.prepare(branch.xid), XAException.XA_RBROLLBACK);
        }
        try (Branch branch = new Branch(database)) {
            catchThrowableOfType(SQLException.class, () -> branch.does("SELECT 1/0"));
            branch.ended();
            assertAnswers(
                    () -> branch.resource.commit(branch.xid, true), XAException.XA_RBROLLBACK);
        }
    }

    /**
     * 01000. The standby is away and {@code statement_timeout} ends the wait for it: PostgreSQL
     * says success, with a warning. The branch is no longer prepared, and recovery must not be told
     * so before it is certain.
     */
    @Test
    void aCommitWhoseWaitForTheStandbyTimedOutIsNotToldDone() throws Exception {
        try (Branch branch = new Branch(database).does("SET statement_timeout = 1000")) {
            branch.does(INSERT).prepared();
            waitForAStandbyThatIsAway();

            assertAnswers(commit(branch), XAException.XAER_RMFAIL);

            assertThat(isPrepared(branch)).isFalse();
            assertAnswers(
                    () -> branch.resource.recover(XAResource.TMSTARTRSCAN),
                    XAException.XAER_RMFAIL);
            assertAnswers(commit(branch), XAException.XAER_RMFAIL);

            sql("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            await().atMost(LIMIT).until(() -> text("SHOW synchronous_standby_names").isEmpty());
            assertThat(Arrays.asList(branch.resource.recover(XAResource.TMSTARTRSCAN)))
                    .doesNotContain(branch.xid);
            branch.resource.commit(branch.xid, false);
        }
        assertThat(rows()).isOne();
    }

    /** 55000: another session is at it, waiting for the standby. */
    @Test
    void aBranchThatAnotherSessionIsSettlingIsForLater() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).prepared();
                Branch other = new Branch(database).ended()) {
            other.resource.rollback(other.xid);
            waitForAStandbyThatIsAway();
            CompletableFuture<Void> commit =
                    CompletableFuture.runAsync(() -> sql("COMMIT PREPARED '" + branch.gid() + "'"));
            awaitWaiting();

            assertAnswers(() -> other.resource.commit(branch.xid, false), XAException.XAER_RMFAIL);

            sql("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            assertThat(commit).succeedsWithin(LIMIT);
        }
    }

    /** 01000 at PREPARE: somebody cancelled the wait. It is no vote to commit. */
    @Test
    void aPrepareWhoseWaitForTheStandbyWasCancelledHasFailed() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).ended()) {
            waitForAStandbyThatIsAway();
            CompletableFuture<Integer> answer =
                    CompletableFuture.supplyAsync(
                            () -> code(() -> branch.resource.prepare(branch.xid)));
            cancelTheWait();

            assertThat(answer).succeedsWithin(LIMIT).isEqualTo(XAException.XAER_RMFAIL);

            // The transaction manager rolls it back then; that need not have been replicated.
            CompletableFuture<Integer> rollback =
                    CompletableFuture.supplyAsync(() -> code(rollback(branch)));
            cancelTheWait();
            assertThat(rollback).succeedsWithin(LIMIT).isEqualTo(0);
        }
        assertThat(rows()).isZero();
    }

    /** 01000 at COMMIT in one phase: done here, perhaps not there. Nobody knows. */
    @Test
    void aOnePhaseCommitWhoseWaitForTheStandbyWasCancelledIsNotKnown() throws Exception {
        try (Branch branch = new Branch(database).does(INSERT).ended()) {
            waitForAStandbyThatIsAway();
            CompletableFuture<Integer> answer =
                    CompletableFuture.supplyAsync(
                            () -> code(() -> branch.resource.commit(branch.xid, true)));
            cancelTheWait();

            assertThat(answer).succeedsWithin(LIMIT).isEqualTo(XAException.XAER_RMFAIL);
        }
    }

    /**
     * A standby shows no prepared branch at all. Whoever asked it by mistake would count every
     * branch as settled.
     */
    @Test
    void aStandbyGivesNoListOfBranches() throws Exception {
        try (Standby standby = Standby.of(StackSession.stack())) {
            database.setUrl(
                    "jdbc:postgresql://%s:%d/lockstep".formatted(Ports.HOST, standby.port()));
            XAConnection session = database.getXAConnection();
            try {
                assertAnswers(
                        () -> session.getXAResource().recover(XAResource.TMSTARTRSCAN),
                        XAException.XAER_RMFAIL);
            } finally {
                session.close();
            }
        }
    }

    /** A role's settings may silence warnings; ours are heard. */
    @Test
    void warningsAreHeardWhateverTheRoleSays() throws Exception {
        sql("ALTER ROLE " + Postgres.USER + " SET client_min_messages = error");
        try (Branch branch = new Branch(database);
                Statement statement = branch.connection.createStatement();
                ResultSet level = statement.executeQuery("SHOW client_min_messages")) {
            level.next();
            assertThat(level.getString(1)).isEqualTo("warning");
        } finally {
            sql("ALTER ROLE " + Postgres.USER + " RESET client_min_messages");
        }
    }

    private static ThrowingCallable commit(Branch branch) {
        return () -> branch.resource.commit(branch.xid, false);
    }

    private static ThrowingCallable rollback(Branch branch) {
        return () -> branch.resource.rollback(branch.xid);
    }

    private static void assertAnswers(ThrowingCallable call, int code) {
        assertThat(code(call)).isEqualTo(code);
    }

    /** The XA error code; 0 for success. */
    private static int code(ThrowingCallable call) {
        try {
            call.call();
            return 0;
        } catch (XAException e) {
            return e.errorCode;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static int backend(Branch branch) throws SQLException {
        try (Statement statement = branch.connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean isPrepared(Branch branch) {
        return count("SELECT 1 FROM pg_prepared_xacts WHERE gid = '" + branch.gid() + "'") > 0;
    }

    private static int rows() {
        return count("SELECT 1 FROM answers");
    }
}
