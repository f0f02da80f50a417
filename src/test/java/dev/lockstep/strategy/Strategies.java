package dev.lockstep.strategy;

import dev.lockstep.lab.client.Api;
import dev.lockstep.support.StackSession;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;

/** The strategies as the application itself lists them. */
final class Strategies {
    private Strategies() {}

    static Stream<String> names() throws IOException {
        StackSession.awaitReady();
        return all().map(strategy -> strategy.getString("name"));
    }

    /** Whether its messages and its dead letters lie in Kafka, and not in Artemis. */
    static boolean isInKafka(String name) throws IOException {
        return all().filter(strategy -> strategy.getString("name").equals(name))
                .allMatch(strategy -> strategy.getString("broker").equals("Apache Kafka"));
    }

    private static Stream<JsonObject> all() throws IOException {
        var stack = StackSession.stack();
        return new Api(stack.wildfly().httpUrl(), "operator", stack.secrets().operator())
                .strategies().getValuesAs(JsonObject.class).stream();
    }
}
