package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A system that the lab did not start, as the file that {@code mvn -Pup} writes tells of it. Its
 * addresses are read once, its process ids whenever they are needed. A server whose process id is
 * told can be killed and paused. The network between its parts cannot be cut, nor a thread stopped
 * at a step: neither relays nor the fault agent are the lab's there.
 */
public final class ExternalTarget implements Target {
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(120);

    private final Access access;
    private final ServerHealth health;
    private final BrokerConsole console;
    private final Servers servers;

    private ExternalTarget(StackFile file) {
        this.access = file.access();
        this.health = new ServerHealth(access.http(), access.management());
        this.console =
                new BrokerConsole(
                        access.jolokia(),
                        access.artemisLogin().user(),
                        access.artemisLogin().password());
        List<ExternalServer> all =
                file.seats().stream()
                        .map(seat -> new ExternalServer(seat, file, answers(seat), RESTART_LIMIT))
                        .toList();
        for (ExternalServer server : all) {
            if (server.isWithinReach()) {
                server.process();
            }
        }
        this.servers = new Servers(List.copyOf(all));
    }

    /** Asks the server itself, where the file says how to reach it. */
    private BooleanSupplier answers(Seat seat) {
        if (seat.number() > 1) {
            return () -> false;
        }
        return switch (seat.role()) {
            case DATABASE -> this::databaseAnswers;
            case ARTEMIS -> console::isActive;
            case KAFKA -> () -> Kafka.answers(access.kafka());
            case APPLICATION -> health::isLive;
        };
    }

    /**
     * @param file as {@code target/stack.properties}; process ids may be left out
     * @throws StackProblem in one sentence, if the file is not there, does not say all that is
     *     needed, or names a process that does not run
     */
    public static ExternalTarget of(Path file) {
        return new ExternalTarget(new StackFile(file));
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Servers servers() {
        return servers;
    }

    @Override
    public BrokerConsole brokerConsole() {
        return console;
    }

    @Override
    public boolean isReady() {
        return health.isReady();
    }

    private boolean databaseAnswers() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
