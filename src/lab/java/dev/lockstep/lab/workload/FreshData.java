package dev.lockstep.lab.workload;

import dev.lockstep.lab.stack.Stack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Empties the database and both brokers of a running, quiet stack. */
public final class FreshData {
    private FreshData() {}

    public static void in(Stack stack) {
        try (Connection connection = stack.postgres().connectAsSuperuser();
                Statement statement = connection.createStatement();
                Topics topics = new Topics(stack.kafka().bootstrap())) {
            statement.execute(
                    "TRUNCATE push_event, delivery, inbox, parked_message, outbox, saga, saga_undo");
            topics.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be emptied", e);
        }
        for (String queue : List.of(Broker.EVENTS, Broker.DEAD_LETTERS, Broker.INVALID)) {
            stack.artemis().console().executeOnQueue(queue, "removeAllMessages()");
        }
    }
}
