package dev.lockstep.lab.stack;

import java.util.function.Consumer;

/**
 * Prepares the processes of one stack, each by its role.
 *
 * @param ports of the stack
 * @param deployWar whether WildFly has the application from its first start on
 */
record Installer(
        Layout layout,
        Ports ports,
        Network network,
        boolean deployWar,
        Secrets secrets,
        Consumer<String> news) {

    Installation install(Seat seat) {
        Ports own = ports.of(seat);
        return switch (seat.role()) {
            case DATABASE -> new Postgres(layout, seat, own, secrets, news);
            case ARTEMIS -> new Artemis(layout, seat, own, secrets, news);
            case KAFKA -> new Kafka(layout, seat, own, network, news);
            case APPLICATION ->
                    new WildFly(layout, seat, own, own.node(), secrets, deployWar, news);
        };
    }

    /** A server of the same application that claims to be the same node as another. */
    WildFly twin(WildFly other, int number) {
        Seat seat = new Seat(Role.APPLICATION, number, true);
        return new WildFly(layout, seat, ports.of(seat), other.node(), secrets, true, news);
    }
}
