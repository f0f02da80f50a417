package dev.lockstep.part.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.jta.xa.XATxConverter;
import dev.lockstep.transaction.narayana.Narayana;
import java.util.Base64;
import java.util.Optional;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A branch as PostgreSQL names it leads back to its transaction, as the log names it. */
class PreparedBranchesTest {
    private final Narayana narayana = new Narayana();

    @Test
    void aBranchLeadsToItsTransaction() {
        Uid transaction = new Uid();
        Xid xid = XATxConverter.getXid(transaction, true, XATxConverter.FORMAT_ID);
        Base64.Encoder base64 = Base64.getEncoder();
        String gid =
                "%d_%s_%s"
                        .formatted(
                                xid.getFormatId(),
                                base64.encodeToString(xid.getGlobalTransactionId()),
                                base64.encodeToString(xid.getBranchQualifier()));

        Optional<String> found = PreparedBranches.branchOf(gid).flatMap(narayana::transactionOf);

        assertThat(found).contains(transaction.fileStringForm());
        assertThat(new Uid(found.orElseThrow())).isEqualTo(transaction);
    }

    @Test
    void aBranchOfAnotherCoordinatorIsNone() {
        assertThat(PreparedBranches.branchOf("4711_AAAA_AAAA").flatMap(narayana::transactionOf))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "by-hand", "131077_AAAA", "x_AAAA_AAAA", "131077_!_AAAA"})
    void whatNoXaDriverHasPreparedIsLeftOut(String gid) {
        assertThat(PreparedBranches.branchOf(gid)).isEmpty();
    }
}
