package dev.lockstep.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api;
import dev.lockstep.lab.client.Topics;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import dev.lockstep.support.PoisonRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the consumer service does with what comes out of {@code push.events} in Kafka. */
@OnTheStack
class TopicDeliveryIT {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void messageThatComesTwiceIsDeliveredOnce() {
        storeRows("twice", "once");

        send(List.of(message("twice"), message("once"), message("twice")));
        lockstep.awaitQuiet();
        send(List.of(message("twice")));
        lockstep.awaitQuiet();

        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("twice", "once");
        assertThat(lockstep.sides().absorbed()).containsExactly("twice");
    }

    @Test
    void messageWithoutRowIsParkedAndDeliveredWhenItComesAndHoldsUpNobody() {
        storeRows("behind");

        send(
                List.of(
                        inFirstPartition("early"),
                        inFirstPartition("early"),
                        inFirstPartition("behind")));
        await("the one behind it is delivered")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().deliveries().equals(List.of("behind")));
        assertThat(lockstep.sides().early()).containsExactly("early");

        storeRows("early");
        await("the row is there, and the message delivered")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().deliveries().contains("early"));
        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("behind", "early");
        assertThat(lockstep.sides().early()).as("noted once").containsExactly("early");
    }

    @Test
    void everyPoisonedMessageIsSetAsideWholeAndTheGoodOnesAreDelivered() {
        storeRows("first", "last");

        send(List.of(inFirstPartition("first")));
        lockstep.topics().send(PoisonRecord.all(Topics.EVENTS));
        send(List.of(inFirstPartition("last")));

        lockstep.awaitQuiet();
        assertThat(lockstep.sides().deliveries()).containsExactlyInAnyOrder("first", "last");
        PoisonRecord.assertSetAside(lockstep.topics());
    }

    @Test
    void cancellationTakesBackTheDeliveryOfItsOwnAttemptOnly() {
        storeRows("undone");

        send(List.of(attempt("undone", "a"), attempt("undone", "b"), cancellation("undone", "a")));
        lockstep.awaitQuiet();

        assertThat(deliveredAttempts("undone")).containsExactly("b");
        assertThat(lockstep.sides().cancelled()).containsExactly("undone");

        // They come again, as anything from a log may.
        send(List.of(attempt("undone", "a"), cancellation("undone", "a")));
        lockstep.awaitQuiet();
        assertThat(deliveredAttempts("undone")).containsExactly("b");
        assertThat(lockstep.sides().cancelled()).containsExactly("undone");
    }

    @Test
    void cancellationThatComesFirstKeepsTheMessageOfItsAttemptFromBeingDelivered() {
        storeRows("undone");

        send(List.of(cancellation("undone", "a"), attempt("undone", "a"), attempt("undone", "b")));
        lockstep.awaitQuiet();

        assertThat(deliveredAttempts("undone")).containsExactly("b");
        assertThat(lockstep.sides().cancelled()).isEmpty();
        assertThat(lockstep.sides().absorbed()).as("each came once").isEmpty();
    }

    /** As after a saga that was undone: its row is gone before its message could be delivered. */
    @Test
    void cancellationOfAParkedMessageKeepsItFromBeingDeliveredLater() {
        send(List.of(attempt("undone", "a")));
        await("it is parked")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().early().equals(List.of("undone")));

        send(List.of(cancellation("undone", "a")));
        lockstep.awaitQuiet();
        storeRows("undone", "witness");
        send(List.of(message("witness")));
        await("what came later is delivered")
                .atMost(LIMIT)
                .until(() -> lockstep.sides().deliveries().contains("witness"));

        assertThat(lockstep.sides().deliveries()).containsExactly("witness");
    }

    private void storeRows(String... ids) {
        for (String id : ids) {
            lockstep.sql(
                    "INSERT INTO push_event VALUES ('%s', 'r', 't', 'b', 'test', now())"
                            .formatted(id));
        }
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) {
        lockstep.topics().send(messages);
    }

    private static ProducerRecord<byte[], byte[]> message(String id) {
        return Topics.record(Topics.EVENTS, Api.event(id));
    }

    private static ProducerRecord<byte[], byte[]> inFirstPartition(String id) {
        return new ProducerRecord<>(
                Topics.EVENTS, 0, message(id).key(), message(id).value(), message(id).headers());
    }

    private static ProducerRecord<byte[], byte[]> attempt(String id, String attempt) {
        ProducerRecord<byte[], byte[]> message = message(id);
        message.headers().add("attempt", attempt.getBytes(UTF_8));
        return message;
    }

    private static ProducerRecord<byte[], byte[]> cancellation(String id, String attempt) {
        ProducerRecord<byte[], byte[]> message = attempt(id, attempt);
        message.headers().add("cancellation", "true".getBytes(UTF_8));
        return message;
    }

    /** The attempts whose delivery stands. */
    private List<String> deliveredAttempts(String id) {
        List<String> attempts = new ArrayList<>();
        try (Connection connection = lockstep.stack().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT attempt FROM delivery WHERE row_seen AND cancelled_at IS NULL AND event_id = '%s'"
                                        .formatted(id))) {
            while (rows.next()) {
                attempts.add(rows.getString(1));
            }
            return attempts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
