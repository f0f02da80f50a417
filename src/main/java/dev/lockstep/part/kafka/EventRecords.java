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

    /**
     * Judges a record by its value alone.
     *
     * @throws InvalidPushEventException with the reason, if it carries no valid push event
     */
    public PushEvent read(ConsumerRecord<byte[], byte[]> message) throws InvalidPushEventException {
        if (message.value() == null) {
            throw new InvalidPushEventException("the message is empty");
        }
        try {
            return reader.read(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(message.value())).toString());
        } catch (CharacterCodingException e) {
            throw new InvalidPushEventException("the message is not UTF-8 text");
        }
    }

    /** The very record, for {@link Topics#INVALID}, with the reason why it cannot be used. */
    public ProducerRecord<byte[], byte[]> setAside(
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
}
