package dev.lockstep.strategy.saga;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A whole record as bytes, so that a letter that is put back is the very one that was taken:
 * whatever its sender has put into it, and whether it was there at all.
 */
final class RecordBytes {
    private static final int NULL = -1;

    /**
     * No topic's name is that long, so it tells this form from the earlier one, which began with
     * the topic and had no room for a header's key of more than 65,535 bytes.
     */
    private static final int ANY_LENGTHS = 0xFFFF;

    private RecordBytes() {}

    static byte[] write(ProducerRecord<byte[], byte[]> message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(ANY_LENGTHS);
            out.writeUTF(message.topic());
            write(out, message.key());
            write(out, message.value());
            for (Header header : message.headers()) {
                write(out, header.key().getBytes(UTF_8));
                write(out, header.value());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static ProducerRecord<byte[], byte[]> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean anyLengths = in.readUnsignedShort() == ANY_LENGTHS;
            if (!anyLengths) {
                in.reset();
            }
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(in.readUTF(), read(in), read(in));
            while (in.available() > 0) {
                String key = anyLengths ? new String(read(in), UTF_8) : in.readUTF();
                message.headers().add(key, read(in));
            }
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part == null ? NULL : part.length);
        if (part != null) {
            out.write(part);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NULL ? null : in.readNBytes(length);
    }
}
