package dev.lockstep.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.part.Cause.Kind;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is read out of an exception: the innermost SQL state counts, whatever is around it. */
class CauseTest {
    @Test
    void idThatWasStoredMeanwhile() {
        assertRead(wrapped(new SQLException("", "23505")), Kind.ID_STORED, Part.DATABASE);
    }

    @Test
    void lockThatWasNotGivenInTime() {
        assertRead(wrapped(new SQLException("", "55P03")), Kind.LOCK_WAIT, Part.DATABASE);
    }

    @Test
    void databaseThatRefusesOrIsAway() {
        assertRead(wrapped(new SQLException("", "08006")), Kind.PART_FAILED, Part.DATABASE);
        assertRead(wrapped(new SQLException("", "23503")), Kind.PART_FAILED, Part.DATABASE);
    }

    @Test
    void artemisThatRefusesOrIsAway() {
        assertRead(new JMSException("no answer"), Kind.PART_FAILED, Part.ARTEMIS);
        assertRead(wrapped(new JMSRuntimeException("")), Kind.PART_FAILED, Part.ARTEMIS);
    }

    @Test
    void transactionThatWasUndoneNamesNoPart() {
        Cause cause = Cause.of(new RollbackException("too slow"));

        assertThat(cause.kind()).isEqualTo(Kind.UNDONE_AT_COMMIT);
        assertThat(cause.part()).isEmpty();
        assertThat(cause.isOfCommit()).isTrue();
    }

    /** Both count: an id that is stored by now, and a commit that nobody knows the end of. */
    @Test
    void commitThatFailedForAReasonKeepsBoth() {
        RollbackException commit = new RollbackException("refused");
        commit.initCause(new SQLException("", "23505"));

        assertRead(commit, Kind.ID_STORED, Part.DATABASE);
        assertThat(Cause.of(commit).isOfCommit()).isTrue();
    }

    @Test
    void whatNobodyForesaw() {
        Cause cause = Cause.of(new IllegalStateException("what is that"));

        assertThat(cause.kind()).isEqualTo(Kind.UNEXPECTED);
        assertThat(cause.part()).isEmpty();
        assertThat(cause).hasToString("UNEXPECTED: java.lang.IllegalStateException: what is that");
    }

    private static void assertRead(Throwable thrown, Kind kind, Part part) {
        Cause cause = Cause.of(thrown);
        assertThat(cause.kind()).isEqualTo(kind);
        assertThat(cause.part()).contains(part);
        assertThat(cause.thrown()).isSameAs(thrown);
    }

    private static Throwable wrapped(Throwable inside) {
        return new PersistenceException(new IllegalStateException(inside));
    }
}
