package dev.lockstep.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import javax.transaction.xa.XAException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of docs/architecture.md, a line a case. {@code PostgresAnswersIT} has a real PostgreSQL
 * say what it can be made to say.
 */
class AnswerTest {
    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "PREPARE, 23503, REFUSED_BY_CONSTRAINT",
        "PREPARE, 23505, REFUSED_BY_CONSTRAINT",
        "PREPARE, 40001, REFUSED",
        "PREPARE, 40P01, REFUSED",
        "PREPARE, 40003, LATER",
        "PREPARE, 25P02, REFUSED",
        "PREPARE, 01000, LATER",
        "PREPARE, 08006, LATER",
        "PREPARE, 53400, LATER",
        "PREPARE, 55000, LATER",
        "PREPARE, 57P01, LATER",
        "COMMIT_IN_ONE_PHASE, 23505, REFUSED_BY_CONSTRAINT",
        "COMMIT_IN_ONE_PHASE, 40001, REFUSED",
        "COMMIT_IN_ONE_PHASE, 25P02, REFUSED",
        "COMMIT_IN_ONE_PHASE, 01000, LATER",
        "COMMIT_IN_ONE_PHASE, 08006, LATER",
        "COMMIT_IN_ONE_PHASE, 57P01, LATER",
        "COMMIT_PREPARED, 42704, NOT_THERE",
        "COMMIT_PREPARED, 01000, LATER",
        "COMMIT_PREPARED, 08003, LATER",
        "COMMIT_PREPARED, 08006, LATER",
        "COMMIT_PREPARED, 0A000, LATER",
        "COMMIT_PREPARED, 25001, LATER",
        "COMMIT_PREPARED, 25006, LATER",
        "COMMIT_PREPARED, 25P02, LATER",
        "COMMIT_PREPARED, 26000, LATER",
        "COMMIT_PREPARED, 40001, LATER",
        "COMMIT_PREPARED, 40P01, LATER",
        "COMMIT_PREPARED, 42501, LATER",
        "COMMIT_PREPARED, 53100, LATER",
        "COMMIT_PREPARED, 53200, LATER",
        "COMMIT_PREPARED, 53300, LATER",
        "COMMIT_PREPARED, 55000, LATER",
        "COMMIT_PREPARED, 55P03, LATER",
        "COMMIT_PREPARED, 57014, LATER",
        "COMMIT_PREPARED, 57P01, LATER",
        "COMMIT_PREPARED, 57P02, LATER",
        "COMMIT_PREPARED, 57P03, LATER",
        "COMMIT_PREPARED, 58030, LATER",
        "COMMIT_PREPARED, XX000, LATER",
        "ROLLBACK, 42704, NOT_THERE",
        "ROLLBACK, 01000, DONE",
        "ROLLBACK, 08006, LATER",
        "ROLLBACK, 25006, LATER",
        "ROLLBACK, 42501, LATER",
        "ROLLBACK, 55000, LATER",
        "ROLLBACK, 57P01, LATER",
    })
    void answersAsTheTableSays(Verb verb, String sqlState, Answer answer) {
        assertThat(Answer.to(verb, sqlState)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @CsvSource({
        "COMMIT_PREPARED, COMMITTED, DONE",
        "COMMIT_PREPARED, ROLLED_BACK, ROLLED_BACK_BY_HAND",
        "COMMIT_PREPARED, UNKNOWN, NOT_THERE",
        "ROLLBACK, COMMITTED, COMMITTED_BY_HAND",
        "ROLLBACK, ROLLED_BACK, DONE",
        "ROLLBACK, UNKNOWN, NOT_THERE",
    })
    void tellsHowOneThatWasSettledByHandEnded(Verb verb, Answer.Fate fate, Answer answer) {
        assertThat(Answer.settledByHand(verb, fate)).isEqualTo(answer);
    }

    /** Narayana takes XAER_RMERR and XAER_PROTO at a commit for "has been rolled back". */
    @ParameterizedTest
    @CsvSource({
        "NOT_THERE, " + XAException.XAER_NOTA,
        "LATER, " + XAException.XAER_RMFAIL,
        "REFUSED, " + XAException.XA_RBROLLBACK,
        "REFUSED_BY_CONSTRAINT, " + XAException.XA_RBINTEGRITY,
        "ROLLED_BACK_BY_HAND, " + XAException.XA_HEURRB,
        "COMMITTED_BY_HAND, " + XAException.XA_HEURCOM,
    })
    void isToldByItsCode(Answer answer, int code) {
        XAException told = answer.because(new IllegalStateException("why"));

        assertThat(told.errorCode).isEqualTo(code);
        assertThat(told).hasRootCauseMessage("why");
    }
}
