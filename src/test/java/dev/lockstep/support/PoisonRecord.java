package dev.lockstep.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Records that can never become a push event, one of each kind. */
public enum PoisonRecord {
    NO_VALUE(null, "the message is empty"),
    NOTHING_IN_IT(new byte[0], "the message is empty"),
    NOT_UTF_8(new byte[] {'{', (byte) 0xc3, (byte) 0x28, '}'}, "not UTF-8"),
    NOT_JSON("Call me back, please.".getBytes(UTF_8), "not JSON"),
    NO_TITLE(
            "{\"id\":\"x\",\"recipient\":\"r\",\"body\":\"b\"}".getBytes(UTF_8),
            "title is missing"),
    ONE_CHARACTER_OVER_64_KI(padded(65_537), "too long"),
    /**
     * As large as a producer sends and the broker takes by default, so without room for a reason.
     */
    LARGEST(padded(1_048_576 - 160), "too long");

    private static final String NAME = "poison";
    private static final String REASON = "reason";
    private static final byte[] KEY = {0, (byte) 0xff, 'k'};
    private static final byte[] BINARY = {(byte) 0xfe, 0, 1};

    private final byte[] value;
    private final String reason;

    PoisonRecord(byte[] value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    /** One of each kind, all in the first partition, so that good ones can lie behind them. */
    public static List<ProducerRecord<byte[], byte[]>> all(String topic) {
        return Arrays.stream(values()).map(poison -> poison.record(topic)).toList();
    }

    private ProducerRecord<byte[], byte[]> record(String topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, KEY, value);
        record.headers()
                .add(NAME, name().getBytes(UTF_8))
                .add("binary", BINARY)
                .add("binary", new byte[0])
                .add("nothing", null);
        return record;
    }

    /** Each of them lies in the topic of invalid ones, once, as it was, with a reason. */
    public static void assertSetAside(Topics topics) {
        List<ConsumerRecord<byte[], byte[]>> aside =
                topics.committed(Topics.INVALID, record -> record);
        assertThat(aside).extracting(PoisonRecord::name).containsExactlyInAnyOrder(names());
        aside.forEach(record -> valueOf(name(record)).assertSetAside(record));
    }

    private void assertSetAside(ConsumerRecord<byte[], byte[]> record) {
        assertThat(record.key()).as(name()).isEqualTo(KEY);
        assertThat(Arrays.equals(record.value(), value)).as(name()).isTrue();
        Header[] headers = record.headers().toArray();
        assertThat(headers)
                .extracting(Header::key)
                .as(name())
                .containsExactly(NAME, "binary", "binary", "nothing", REASON);
        assertThat(headers[1].value()).as(name()).isEqualTo(BINARY);
        assertThat(headers[2].value()).as(name()).isEmpty();
        assertThat(headers[3].value()).as(name()).isNull();
        assertThat(new String(headers[4].value(), UTF_8)).as(name()).contains(reason);
    }

    private static String name(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader(NAME).value(), UTF_8);
    }

    private static String[] names() {
        return Arrays.stream(values()).map(PoisonRecord::name).toArray(String[]::new);
    }

    /** Spaces around an event are valid JSON: only its length is wrong. */
    private static byte[] padded(int length) {
        String event = Api.event("x");
        return (event + " ".repeat(length - event.length())).getBytes(UTF_8);
    }
}
