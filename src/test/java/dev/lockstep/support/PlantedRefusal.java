package dev.lockstep.support;

import static org.awaitility.Awaitility.await;

import dev.lockstep.lab.client.Api.Answer;
import dev.lockstep.lab.stack.BrokerConsole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/**
 * A refusal planted in the running database or broker, so that it is theirs and not a pretence; it
 * is taken out by {@link #close()}.
 */
public final class PlantedRefusal implements AutoCloseable {
    private static final String NOBODY = "nobody";
    private static final String EVERYBODY = "amq";
    private static final String ADD_ADDRESS_SETTINGS =
            "addAddressSettings(java.lang.String,java.lang.String)";

    private final Runnable takeOut;

    private PlantedRefusal(Runnable takeOut) {
        this.takeOut = takeOut;
    }

    /** The database refuses a new row when it is inserted. */
    public static PlantedRefusal refusedRow(Lockstep lockstep) {
        return trigger(lockstep, "TRIGGER planted BEFORE INSERT ON push_event", refusal());
    }

    /**
     * The database takes a new row, and refuses to prepare the transaction that inserted it.
     *
     * @param sqlState with which it refuses: 23503 is what a deferred foreign key says, P0001 what
     *     a trigger says
     */
    public static PlantedRefusal refusedPrepare(Lockstep lockstep, String sqlState) {
        return trigger(
                lockstep,
                "CONSTRAINT TRIGGER planted AFTER INSERT ON push_event DEFERRABLE INITIALLY DEFERRED",
                "RAISE EXCEPTION 'planted' USING ERRCODE = '%s';".formatted(sqlState));
    }

    /** The database takes a minute for a new row, far longer than statement_timeout. */
    public static PlantedRefusal slowRow(Lockstep lockstep) {
        return trigger(
                lockstep,
                "TRIGGER planted BEFORE INSERT ON push_event",
                "PERFORM pg_sleep(60); RETURN NEW;");
    }

    /** The queue has room for one message, which lies in it already and which nobody takes. */
    public static PlantedRefusal full(Lockstep lockstep, String queue) {
        BrokerConsole console = lockstep.stack().artemis().console();
        JsonObject before = addressSettings(console, queue);
        JsonObject tight =
                Json.createObjectBuilder(before)
                        .add("addressFullMessagePolicy", "FAIL")
                        .add("maxSizeBytes", 1)
                        .add("pageSizeBytes", 1)
                        .build();
        console.executeOnQueue(queue, "pause()");
        lockstep.queues().send(queue, context -> List.of(context.createTextMessage("filler")));
        console.executeOnBroker(ADD_ADDRESS_SETTINGS, queue, tight.toString());
        return new PlantedRefusal(
                () -> {
                    console.executeOnBroker(ADD_ADDRESS_SETTINGS, queue, before.toString());
                    console.executeOnQueue(queue, "removeAllMessages()");
                    // The broker takes its time to notice that there is room again.
                    await("the queue takes messages again")
                            .ignoreExceptions()
                            .untilAsserted(
                                    () ->
                                            lockstep.queues()
                                                    .send(
                                                            queue,
                                                            context ->
                                                                    List.of(
                                                                            context
                                                                                    .createTextMessage(
                                                                                            "room"))));
                    console.executeOnQueue(queue, "removeAllMessages()");
                    console.executeOnQueue(queue, "resume()");
                });
    }

    /** A call of the application. */
    @FunctionalInterface
    public interface Call {
        Answer make() throws IOException;
    }

    /**
     * Makes a call that sends to a queue that was {@link #full}. Of a session that has asked for
     * credit meanwhile, the client refuses the next message, once, although there is room again
     * (docs/findings.md).
     */
    public static Answer afterFull(Call call) throws IOException {
        Answer answer = call.make();
        return answer.status() == 503 ? call.make() : answer;
    }

    /** The application has lost its permission to send to the queue. */
    public static PlantedRefusal refusedSend(Lockstep lockstep, String queue) {
        return permissions(lockstep, queue, NOBODY, EVERYBODY);
    }

    /** The application has lost its permission to take messages from the queue. */
    public static PlantedRefusal refusedConsume(Lockstep lockstep, String queue) {
        return permissions(lockstep, queue, EVERYBODY, NOBODY);
    }

    @Override
    public void close() {
        takeOut.run();
    }

    private static JsonObject addressSettings(BrokerConsole console, String queue) {
        JsonString settings =
                (JsonString)
                        console.executeOnBroker(
                                "getAddressSettingsAsJSON(java.lang.String)", queue);
        try (JsonReader reader = Json.createReader(new StringReader(settings.getString()))) {
            return reader.readObject();
        }
    }

    private static PlantedRefusal permissions(
            Lockstep lockstep, String queue, String send, String consume) {
        BrokerConsole console = lockstep.stack().artemis().console();
        // Send, consume, four of creation and deletion, manage, browse, two of addresses. They
        // stand before those for push.events.# in broker.xml, because the name is more exact.
        console.executeOnBroker(
                "addSecuritySettings(" + "java.lang.String,".repeat(10) + "java.lang.String)",
                queue,
                send,
                consume,
                NOBODY,
                NOBODY,
                NOBODY,
                NOBODY,
                NOBODY,
                EVERYBODY,
                NOBODY,
                NOBODY);
        return new PlantedRefusal(() -> console.executeOnBroker("removeSecuritySettings", queue));
    }

    private static String refusal() {
        return "RAISE EXCEPTION 'planted';";
    }

    private static PlantedRefusal trigger(Lockstep lockstep, String trigger, String body) {
        lockstep.sql(
                "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN %s END$$"
                        .formatted(body),
                "CREATE %s FOR EACH ROW EXECUTE FUNCTION planted()".formatted(trigger));
        return new PlantedRefusal(() -> lockstep.sql("DROP FUNCTION planted CASCADE"));
    }
}
