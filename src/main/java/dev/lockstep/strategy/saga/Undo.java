package dev.lockstep.strategy.saga;

import dev.lockstep.part.lra.Lra;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What undoes one thing that a saga has done: a row to delete and a message to send. */
@Entity
@Table(name = "saga_undo")
public class Undo {
    @Id
    @Column(name = "event_id")
    private String eventId;

    private String lra;

    private byte[] message;

    protected Undo() {}

    Undo(String eventId, Lra lra, ProducerRecord<byte[], byte[]> message) {
        this.eventId = eventId;
        this.lra = lra.id();
        this.message = RecordBytes.write(message);
    }

    ProducerRecord<byte[], byte[]> message() {
        return RecordBytes.read(message);
    }
}
