package dev.lockstep.part.kafka;

import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells the dead letters that can be saved from those that have to be set aside. */
@ApplicationScoped
public class LetterSorter {
    private final EventRecords records;

    @Inject
    public LetterSorter(EventRecords records) {
        this.records = records;
    }

    /**
     * What was made of some letters.
     *
     * @param events of those that carry one
     * @param added of those whose row was inserted; the ids of the others were stored already, or
     *     came twice
     * @param aside what is to be sent to {@link Topics#INVALID} before the letters may be removed
     */
    public record Sorted(
            Map<ConsumerRecord<byte[], byte[]>, PushEvent> events,
            Map<ConsumerRecord<byte[], byte[]>, PushEvent> added,
            List<ProducerRecord<byte[], byte[]>> aside) {}

    /**
     * Saves the events of the letters, in the caller's transaction.
     *
     * @return what is to be sent to {@link Topics#INVALID} before the letters may be removed
     */
    public List<ProducerRecord<byte[], byte[]>> save(
            List<ConsumerRecord<byte[], byte[]>> letters, PushStore store, String strategy) {
        return sort(letters, store, strategy).aside();
    }

    /** The same, for who has to know what became of each letter. */
    public Sorted sort(
            List<ConsumerRecord<byte[], byte[]>> letters, PushStore store, String strategy) {
        List<ProducerRecord<byte[], byte[]>> aside = new ArrayList<>();
        Map<ConsumerRecord<byte[], byte[]>, PushEvent> events = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            try {
                events.put(letter, records.read(letter));
            } catch (InvalidPushEventException e) {
                aside.add(records.setAside(letter, e.getMessage()));
            }
        }
        Map<ConsumerRecord<byte[], byte[]>, PushEvent> added = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter : store.saveNew(events, strategy, added::put)) {
            aside.add(
                    records.setAside(
                            letter,
                            "id "
                                    + events.get(letter).id()
                                    + " is already stored with other content"));
        }
        return new Sorted(events, added, aside);
    }
}
