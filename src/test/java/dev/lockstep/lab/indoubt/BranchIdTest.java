package dev.lockstep.lab.indoubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.arjuna.ats.arjuna.common.Uid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Xid as PostgreSQL and Artemis wrote it down in a real run, and the transaction that it
 * belongs to. A global id is Narayana's Uid as bytes (two long words of address, then process,
 * seconds and counter, each an int), followed by the node identifier.
 */
class BranchIdTest {
    private static final int NARAYANA = 131_077;

    private static final String GID =
            "131077_AAAAAAAAAAAAAP//fwAAAeDz/hhrAwk2AAAASWxvY2tzdGVwLTA="
                    + "_AAAAAAAAAAAAAP//fwAAAeDz/hhrAwk2AAAAUAAAAAIAAAAA";

    private static final String ARTEMIS_LINE =
            "11/22/26, 3:24:33 PM base64: AAAA== XidImpl (1202476234"
                    + " bq:0.0.0.0.0.0.0.0.0.0.-1.-1.127.0.0.1.-78.-19.124.-4.107.3.9.32.0.0.0.79.0.0.0.2.0.0.0.0"
                    + " formatID:131077"
                    + " gtxid:0.0.0.0.0.0.0.0.0.0.-1.-1.127.0.0.1.-78.-19.124.-4.107.3.9.32.0.0.0.72.108.111.99.107.115.116.101.112.45.48"
                    + " base64:AAAA)";

    @Test
    void theGidOfPostgresNamesItsTransaction() {
        BranchId branch = BranchId.ofPostgres(GID);

        assertThat(branch.getFormatId()).isEqualTo(NARAYANA);
        assertThat(branch.transaction())
                .isEqualTo(uid(0xFFFF7F000001L, 0xE0F3FE18, 0x6B030936, 0x49));
        assertThat(node(branch)).isEqualTo("lockstep-0");
        assertThat(branch.getBranchQualifier()).hasSize(36);
    }

    @Test
    void theLineOfArtemisNamesItsTransaction() {
        BranchId branch = BranchId.ofArtemis(ARTEMIS_LINE);

        assertThat(branch.getFormatId()).isEqualTo(NARAYANA);
        assertThat(branch.transaction())
                .isEqualTo(uid(0xFFFF7F000001L, 0xB2ED7CFC, 0x6B030920, 0x48));
        assertThat(node(branch)).isEqualTo("lockstep-0");
        assertThat(branch.getBranchQualifier()).hasSize(36);
    }

    @Test
    void branchesOfOneTransactionHaveOneTransaction() {
        String otherBranch = GID.replaceFirst("AAAAUAAAAAIAAAAA$", "AAAAUgAAAAIAAAAA");

        assertThat(otherBranch).isNotEqualTo(GID);
        assertThat(BranchId.ofPostgres(otherBranch).transaction())
                .isEqualTo(BranchId.ofPostgres(GID).transaction());
    }

    @ParameterizedTest(name = "the gid \"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                "made-by-hand",
                "131077_AAAA",
                "131077_AAAA_AAAA_AAAA",
                "x_AAAA_AAAA",
                "99999999999_AAAA_AAAA",
                "131077_not base 64_AAAA",
                "131077_AAAA_A",
            })
    void aMalformedGidIsRefused(String gid) {
        assertThatIllegalArgumentException().isThrownBy(() -> BranchId.ofPostgres(gid));
    }

    @ParameterizedTest(name = "the line \"{0}\" is refused")
    @ValueSource(
            strings = {
                "",
                "no Xid at all",
                "bq:1.2 formatID:131077",
                "bq:1.2 formatID:x gtxid:1.2",
                "bq:1.200 formatID:131077 gtxid:1.2",
                "bq:1..2 formatID:131077 gtxid:1.2",
                "bq:1.2 formatID:131077 gtxid:1.--2",
                "bq:1.2 formatID:99999999999 gtxid:1.2",
            })
    void aMalformedLineIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> BranchId.ofArtemis(line));
    }

    private static Uid uid(long address, int process, int seconds, int counter) {
        return new Uid(new long[] {0, address}, process, seconds, counter);
    }

    private static String node(BranchId branch) {
        byte[] global = branch.getGlobalTransactionId();
        return new String(global, 28, global.length - 28, StandardCharsets.US_ASCII);
    }
}
