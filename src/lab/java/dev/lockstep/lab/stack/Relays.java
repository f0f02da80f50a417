package dev.lockstep.lab.stack;

import java.util.List;
import java.util.Map;

/**
 * The networks between WildFly and each of its resources. The lab itself does not use them: what it
 * sees of a server is never hidden by a cut.
 */
public record Relays(Relay postgres, Relay artemis, Relay kafka) implements AutoCloseable {

    static Relays open(Ports ports) {
        return new Relays(
                Relay.open(ports.postgresRelay(), ports.postgres()),
                Relay.open(ports.artemisRelay(), ports.artemis()),
                Relay.open(ports.kafkaRelay(), ports.kafkaBehindRelay()));
    }

    /** Lets everything flow again. */
    public void mend() {
        all().forEach(Relay::mend);
    }

    /** What leads WildFly to them, instead of to the resources themselves. */
    Map<String, String> environment() {
        return Map.of(
                "POSTGRES_PORT", Integer.toString(postgres.port()),
                "ARTEMIS_PORT", Integer.toString(artemis.port()),
                "LOCKSTEP_KAFKA_BOOTSTRAP", "%s:%d".formatted(Ports.HOST, kafka.port()));
    }

    @Override
    public void close() {
        all().forEach(Relay::close);
    }

    private List<Relay> all() {
        return List.of(postgres, artemis, kafka);
    }
}
