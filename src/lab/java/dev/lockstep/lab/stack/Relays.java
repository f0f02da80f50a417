package dev.lockstep.lab.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks between WildFly and each of its resources. The lab itself does not use them: what it
 * sees of a server is never hidden by a cut.
 */
public final class Relays implements AutoCloseable {
    private final Map<Seat, Relay> all;

    private Relays(Map<Seat, Relay> all) {
        this.all = all;
    }

    /**
     * @param seats of the resources
     * @param ports of the stack
     */
    static Relays open(List<Seat> seats, Ports ports) {
        Map<Seat, Relay> all = new LinkedHashMap<>();
        for (Seat seat : seats) {
            Ports own = ports.of(seat);
            all.put(seat, Relay.open(own.relay(seat.role()), own.behindRelay(seat.role())));
        }
        return new Relays(all);
    }

    /** Those that lead to the processes of a role. */
    public List<Relay> to(Role role) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().role() == role)
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Lets everything flow again. */
    public void mend() {
        all.values().forEach(Relay::mend);
    }

    /** What leads WildFly to them, instead of to the resources themselves. */
    Map<String, String> environment() {
        return Wiring.of(new ArrayList<>(all.keySet()), seat -> all.get(seat).port());
    }

    @Override
    public void close() {
        all.values().forEach(Relay::close);
    }
}
