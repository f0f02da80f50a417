package dev.lockstep.part.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.MessageReader;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Push events as records: the event's JSON in UTF-8, keyed by its id, so that what concerns one
 * event stays in one partition, in order.
 */
@ApplicationScoped
public class EventRecords {
    /** The header that carries the id of the event. */
    public static final String EVENT_ID = "eventId";

    /** The header that says why a record lies in {@link Topics#INVALID}. */
    public static final String REASON = "reason";

    /** The header that tells the publishes of one id apart, where earlier ones were undone. */
    public static final String ATTEMPT = "attempt";

    /**
     * The header, not empty, of a record that takes back what the same {@link #ATTEMPT} has sent.
     */
    public static final String CANCELLATION = "cancellation";

    /** The header of a record whose letter was too large to be set aside whole: where that lies. */
    public static final String ORIGINAL = "original";

    /**
     * Bytes, headers included. No push event comes near it, and whatever is below it can be put
     * back into a topic with Kafka's own limit of 1 MiB.
     */
    static final int LARGEST_EVENT = 1_000_000;

    /** Bytes that the reason, the record's frame and its headers' frames may take, generously. */
    private static final int FRAME = 64 * 1024;

    private static final int SHOWN = 1_024;

    private final PushEventJson json;
    private final MessageReader reader;

    @Inject
    public EventRecords(PushEventJson json, MessageReader reader) {
        this.json = json;
        this.reader = reader;
    }

    public ProducerRecord<byte[], byte[]> write(String topic, PushEvent event) {
        return write(topic, event.id(), json.write(event));
    }

    /** The same of an event that is written already. */
    public ProducerRecord<byte[], byte[]> write(String topic, String eventId, String text) {
        byte[] id = eventId.getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, id, text.getBytes(UTF_8));
        message.headers().add(EVENT_ID, id);
        return message;
    }

    /** Takes back what the message of an attempt has said. It carries the id alone: it is small. */
    public ProducerRecord<byte[], byte[]> cancellation(String eventId, String attempt) {
        ProducerRecord<byte[], byte[]> message =
                write(Topics.EVENTS, eventId, json.writeId(eventId));
        message.headers().add(ATTEMPT, attempt.getBytes(UTF_8));
        message.headers().add(CANCELLATION, "true".getBytes(UTF_8));
        return message;
    }

    /** Whether a record takes back what another has said. */
    public boolean isCancellation(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(CANCELLATION);
        return header != null && header.value() != null && header.value().length > 0;
    }

    /**
     * The event that a cancellation is about.
     *
     * @throws InvalidPushEventException if it does not say
     */
    public String cancelled(ConsumerRecord<byte[], byte[]> message)
            throws InvalidPushEventException {
        Header header = message.headers().lastHeader(EVENT_ID);
        byte[] id = header == null ? message.key() : header.value();
        String text = id == null ? "" : new String(id, UTF_8);
        if (!PushEvent.isId(text)) {
            throw new InvalidPushEventException("a cancellation that names no event");
        }
        return text;
    }

    /**
     * Judges a record by its value and its size.
     *
     * @throws InvalidPushEventException with the reason, if it carries no valid push event
     */
    public PushEvent read(ConsumerRecord<byte[], byte[]> message) throws InvalidPushEventException {
        if (message.value() == null) {
            throw new InvalidPushEventException("the message is empty");
        }
        if (size(message) > LARGEST_EVENT) {
            throw new InvalidPushEventException(
                    "too long: %d bytes with its headers, at most %d"
                            .formatted(size(message), LARGEST_EVENT));
        }
        try {
            return reader.read(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(message.value())).toString());
        } catch (CharacterCodingException e) {
            throw new InvalidPushEventException("the message is not UTF-8 text");
        }
    }

    /**
     * The very record, for {@link Topics#INVALID}, with the reason why it cannot be used. One that
     * Kafka would refuse there for its size is told by its beginning and by where it lies: a log
     * keeps it, and whoever reads the reason finds it there.
     */
    public ProducerRecord<byte[], byte[]> setAside(
            ConsumerRecord<byte[], byte[]> message, String reason) {
        return size(message) + FRAME > KafkaClients.LARGEST_RECORD
                ? setAsideInPart(message, reason)
                : setAsideWhole(message, reason);
    }

    private static ProducerRecord<byte[], byte[]> setAsideWhole(
            ConsumerRecord<byte[], byte[]> message, String reason) {
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(Topics.INVALID, message.key(), message.value());
        for (Header header : message.headers()) {
            copy.headers().add(header);
        }
        copy.headers().remove(REASON);
        copy.headers().add(REASON, reason.getBytes(UTF_8));
        return copy;
    }

    private static ProducerRecord<byte[], byte[]> setAsideInPart(
            ConsumerRecord<byte[], byte[]> message, String reason) {
        String where = "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset());
        ProducerRecord<byte[], byte[]> part =
                new ProducerRecord<>(
                        Topics.INVALID, beginning(message.key()), beginning(message.value()));
        part.headers().add(ORIGINAL, where.getBytes(UTF_8));
        part.headers()
                .add(
                        REASON,
                        (reason + "; this is its beginning, all of it lies at " + where)
                                .getBytes(UTF_8));
        return part;
    }

    private static byte[] beginning(byte[] bytes) {
        return bytes == null ? null : Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN));
    }

    private static long size(ConsumerRecord<byte[], byte[]> message) {
        long size = length(message.key()) + length(message.value());
        for (Header header : message.headers()) {
            size += header.key().getBytes(UTF_8).length + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
