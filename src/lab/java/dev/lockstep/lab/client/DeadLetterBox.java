package dev.lockstep.lab.client;

import dev.lockstep.lab.way.Way;
import java.util.Collection;

/** Puts dead letters where a way looks for them: in the queue or in the topic. */
public record DeadLetterBox(Queues queues, Topics topics) {
    public void put(Way way, Collection<String> events) {
        if (way.isInKafka()) {
            topics.deadLetters(events);
        } else {
            queues.deadLetters(events);
        }
    }
}
