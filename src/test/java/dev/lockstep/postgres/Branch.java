package dev.lockstep.postgres;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** One branch on a connection of its own, driven as a transaction manager does. */
final class Branch implements AutoCloseable {
    /** No format of Narayana's: its recovery passes these branches by. */
    private static final int FORMAT = 4711;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    final XAResource resource;
    final Connection connection;
    final Xid xid = new Name(NUMBERS.incrementAndGet());
    private final XAConnection session;

    Branch(XADataSource database) throws SQLException, XAException {
        session = database.getXAConnection();
        connection = session.getConnection();
        resource = session.getXAResource();
        resource.start(xid, XAResource.TMNOFLAGS);
    }

    Branch does(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return this;
    }

    Branch ended() throws XAException {
        resource.end(xid, XAResource.TMSUCCESS);
        return this;
    }

    Branch prepared() throws XAException {
        ended();
        resource.prepare(xid);
        return this;
    }

    /** The name that PostgreSQL has for it. */
    String gid() {
        Base64.Encoder text = Base64.getEncoder();
        return "%d_%s_%s"
                .formatted(
                        FORMAT,
                        text.encodeToString(xid.getGlobalTransactionId()),
                        text.encodeToString(xid.getBranchQualifier()));
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }

    private record Name(int number) implements Xid {
        @Override
        public int getFormatId() {
            return FORMAT;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
