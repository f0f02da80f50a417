package dev.lockstep.lab.indoubt;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.jta.xa.XidImple;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.transaction.xa.Xid;

/** The Xid of a branch, as each participant writes it down. */
record BranchId(int formatId, byte[] globalId, byte[] qualifier) implements Xid {
    private static final Pattern ARTEMIS =
            Pattern.compile("bq:([-0-9.]+) formatID:(-?\\d+) gtxid:([-0-9.]+)");

    /**
     * From a {@code gid} of {@code pg_prepared_xacts}: format id, global id and branch qualifier,
     * joined by underscores, the latter two in Base64.
     *
     * @see <a
     *     href="https://github.com/pgjdbc/pgjdbc/blob/master/pgjdbc/src/main/java/org/postgresql/xa/RecoveredXid.java">pgjdbc
     *     RecoveredXid</a>
     */
    static BranchId ofPostgres(String gid) {
        String[] parts = gid.split("_");
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not prepared by an XA driver: " + gid);
        }
        return new BranchId(
                Integer.parseInt(parts[0]),
                Base64.getDecoder().decode(parts[1]),
                Base64.getDecoder().decode(parts[2]));
    }

    /**
     * From a line of the broker's {@code listPreparedTransactions}: the bytes as numbers, joined by
     * dots.
     */
    static BranchId ofArtemis(String line) {
        Matcher xid = ARTEMIS.matcher(line);
        if (!xid.find()) {
            throw new IllegalArgumentException("No Xid in: " + line);
        }
        return new BranchId(
                Integer.parseInt(xid.group(2)), bytes(xid.group(3)), bytes(xid.group(1)));
    }

    /** Narayana's own id of the global transaction, under which its log keeps the decision. */
    Uid transaction() {
        return new XidImple(this).getTransactionUid();
    }

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

    private static byte[] bytes(String numbers) {
        String[] parts = numbers.split("\\.");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = Byte.parseByte(parts[i]);
        }
        return bytes;
    }
}
