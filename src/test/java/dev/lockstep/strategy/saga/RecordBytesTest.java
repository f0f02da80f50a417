package dev.lockstep.strategy.saga;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
}
