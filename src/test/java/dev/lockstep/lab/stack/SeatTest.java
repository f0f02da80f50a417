package dev.lockstep.lab.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several processes of one role, and what tells them apart. */
class SeatTest {
    private static final List<Seat> THREE_SERVERS =
            Seat.of(
                    List.of(
                            Role.DATABASE,
                            Role.ARTEMIS,
                            Role.KAFKA,
                            Role.APPLICATION,
                            Role.APPLICATION,
                            Role.APPLICATION));

    @Test
    void theFirstOfEachRoleHasTheKeysThatOtherToolsKnow() {
        assertThat(Arrays.stream(Role.values()).map(Seat::first).map(Seat::pidKey))
                .containsExactly("postgres.pid", "artemis.pid", "kafka.pid", "wildfly.pid");
    }

    @Test
    void eachFurtherOneHasANameAndAKeyOfItsOwn() {
        assertThat(THREE_SERVERS)
                .extracting(Seat::name)
                .containsExactly(
                        "PostgreSQL", "Artemis", "Kafka", "WildFly", "WildFly 2", "WildFly 3");
        assertThat(THREE_SERVERS)
                .extracting(Seat::pidKey)
                .containsExactly(
                        "postgres.pid",
                        "artemis.pid",
                        "kafka.pid",
                        "wildfly.pid",
                        "wildfly-2.pid",
                        "wildfly-3.pid");
    }

    @Test
    void noTwoOfThemShareAPort() {
        List<Role> four = List.of(Role.values());
        List<Role> twelve = List.of(four, four, four).stream().flatMap(List::stream).toList();
        Set<Integer> taken = new HashSet<>();

        for (Seat seat : Seat.of(twelve)) {
            for (int port : PortCheck.all(seat, new Ports(0), Network.THROUGH_RELAYS).values()) {
                assertThat(taken.add(port)).as("port %d of %s", port, seat.name()).isTrue();
            }
        }
    }

    @Test
    void theServerIsToldTheFirstDatabaseAndAllOfKafka() {
        List<Seat> resources =
                Seat.of(
                        List.of(
                                Role.DATABASE,
                                Role.DATABASE,
                                Role.ARTEMIS,
                                Role.KAFKA,
                                Role.KAFKA));
        Ports ports = new Ports(0);

        assertThat(Wiring.of(resources, seat -> ports.of(seat).resource(seat.role())))
                .isEqualTo(
                        Map.of(
                                "POSTGRES_PORT", "15432",
                                "ARTEMIS_PORT", "61616",
                                "LOCKSTEP_KAFKA_BOOTSTRAP", "127.0.0.1:9092,127.0.0.1:9132"));
    }
}
