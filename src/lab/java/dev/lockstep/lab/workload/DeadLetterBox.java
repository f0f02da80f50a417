package dev.lockstep.lab.workload;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts dead letters where a strategy looks for them: in the queue or in the topic. */
public final class DeadLetterBox {
    private final Broker queues;
    private final Topics topics;
    private final Map<String, String> brokers;

    /**
     * @param api tells which broker each strategy needs
     */
    public DeadLetterBox(Api api, Broker queues, Topics topics) throws IOException {
        this.queues = queues;
        this.topics = topics;
        this.brokers =
                api.strategies().getValuesAs(JsonObject.class).stream()
                        .collect(
                                Collectors.toMap(
                                        strategy -> strategy.getString("name"),
                                        strategy -> strategy.getString("broker")));
    }

    /** Whether the strategy runs over Kafka. */
    public boolean isInKafka(String strategy) {
        return brokers.get(strategy).equals("Apache Kafka");
    }

    public void put(String strategy, Collection<String> events) {
        if (isInKafka(strategy)) {
            topics.deadLetters(events);
        } else {
            queues.deadLetters(events);
        }
    }
}
