package dev.lockstep.strategy.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * What became of the entries that were sent in one transaction, in their order. From the first that
 * failed on, all count as not sent: what concerns one event must not overtake itself.
 */
final class Sent {
    private final List<Outbox.Entry> acknowledged = new ArrayList<>();
    private final Map<Outbox.Entry, String> refused = new LinkedHashMap<>();
    private Exception failure;
    private int entries;

    /** Waits for the broker's word on an entry. */
    void await(Outbox.Entry entry, Future<?> answer) throws InterruptedException {
        entries++;
        try {
            answer.get();
            if (failure == null) {
                acknowledged.add(entry);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException refusal) {
                // It stays so, however often it is asked.
                refused.put(entry, refusal.getMessage());
            } else if (failure == null) {
                failure = e;
            }
        }
    }

    int entries() {
        return entries;
    }

    List<Outbox.Entry> acknowledged() {
        return acknowledged;
    }

    /** Those that Kafka will never take, with its reason. */
    Map<Outbox.Entry, String> refused() {
        return refused;
    }

    /**
     * @throws Exception the first failure, if there was one
     */
    void throwFailure() throws Exception {
        if (failure != null) {
            throw failure;
        }
    }
}
