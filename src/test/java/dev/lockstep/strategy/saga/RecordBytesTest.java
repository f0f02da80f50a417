package dev.lockstep.strategy.saga;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
    @Test
    void aRecordComesBackWhole() {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>("topic", "key".getBytes(UTF_8), new byte[] {0, -1, 127});
        record.headers().add("twice", "one".getBytes(UTF_8));
        record.headers().add("twice", new byte[0]);
        record.headers().add("null", null);

        assertThat(RecordBytes.read(RecordBytes.write(record)))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    @Test
    void aRecordWithoutAnythingComesBackWithoutAnything() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", null, null);

        assertThat(RecordBytes.read(RecordBytes.write(record))).isEqualTo(record);
    }

    @Test
    void aHeadersKeyMayBeOfAnyLength() {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", null, null);
        record.headers().add("k".repeat(70_000), new byte[] {1});

        assertThat(RecordBytes.read(RecordBytes.write(record)))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    /** Undos that an earlier version has stored are still carried out. */
    @Test
    void theEarlierFormIsRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF("topic");
            out.writeInt(-1);
            out.writeInt(1);
            out.write(7);
            out.writeUTF("header");
            out.writeInt(0);
        }
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", null, new byte[] {7});
        record.headers().add("header", new byte[0]);

        assertThat(RecordBytes.read(bytes.toByteArray()))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }
}
