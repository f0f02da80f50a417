package dev.lockstep.lab.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The variables by which WildFly's configuration learns where the resources are. */
final class Wiring {
    private Wiring() {}

    /**
     * @param seats of the resources; of databases and of Artemis only the first is told, since the
     *     configuration knows one of each
     * @param port where the server finds the process of a seat
     */
    static Map<String, String> of(List<Seat> seats, ToIntFunction<Seat> port) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Seat seat : seats) {
            int number = port.applyAsInt(seat);
            switch (seat.role()) {
                case DATABASE -> variables.putIfAbsent("POSTGRES_PORT", Integer.toString(number));
                case ARTEMIS -> variables.putIfAbsent("ARTEMIS_PORT", Integer.toString(number));
                case KAFKA ->
                        variables.merge(
                                "LOCKSTEP_KAFKA_BOOTSTRAP",
                                "%s:%d".formatted(Ports.HOST, number),
                                (before, added) -> before + "," + added);
                case APPLICATION -> throw new IllegalArgumentException(seat + " is no resource");
            }
        }
        return variables;
    }
}
