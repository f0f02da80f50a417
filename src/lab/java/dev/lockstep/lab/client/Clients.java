package dev.lockstep.lab.client;

import static java.util.stream.Collectors.toSet;

import dev.lockstep.lab.stack.Access;
import dev.lockstep.lab.stack.Target;
import dev.lockstep.lab.way.Way;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The clients through which the lab talks to one system.
 *
 * @param atomic the strategies that promise both or neither, as the application says
 */
public record Clients(Api publisher, Api operator, Queues queues, Topics topics, Set<String> atomic)
        implements AutoCloseable {

    /** Of a system that is ready. */
    public static Clients of(Target target) {
        Access access = target.access();
        Api operator = api(access.http(), access.operator());
        try {
            return new Clients(
                    api(access.http(), access.publisher()),
                    operator,
                    new Queues(target),
                    new Topics(access.kafka()),
                    atomic(operator));
        } catch (IOException e) {
            throw new UncheckedIOException("The application does not list its strategies", e);
        }
    }

    private static Api api(String root, Access.Login login) {
        return new Api(root, login.user(), login.password());
    }

    private static Set<String> atomic(Api operator) throws IOException {
        return operator.strategies().getValuesAs(JsonObject.class).stream()
                .filter(strategy -> strategy.getBoolean("atomic"))
                .map(strategy -> strategy.getString("name"))
                .collect(toSet());
    }

    /** Whether a way promises both or neither. */
    public boolean isAtomic(Way way) {
        return atomic.contains(way.name());
    }

    public DeadLetterBox letters() {
        return new DeadLetterBox(queues, topics);
    }

    @Override
    public void close() {
        queues.close();
        topics.close();
    }
}
