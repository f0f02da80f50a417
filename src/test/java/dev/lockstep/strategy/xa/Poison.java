package dev.lockstep.strategy.xa;

import dev.lockstep.lab.client.Api;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.io.Serializable;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/** Messages that can never become a push event, one of each kind. */
enum Poison {
    BYTES(context -> bytes(context, Api.event("bytes").getBytes())),
    BYTES_WITH_NOTHING_IN_THEM(context -> bytes(context, new byte[0])),
    LARGE_BYTES(context -> bytes(context, new byte[300_000])),
    MAP(Poison::map),
    STREAM(Poison::stream),
    OBJECT(context -> context.createObjectMessage(Api.event("object"))),
    OBJECT_OF_A_CLASS_THAT_THE_SERVER_LACKS(
            context -> context.createObjectMessage(new OnlyHere("x", 1))),
    OBJECT_THAT_IS_NULL(JMSContext::createObjectMessage),
    LARGE_OBJECT(context -> context.createObjectMessage("x".repeat(300_000))),
    NO_BODY(JMSContext::createMessage),

    EMPTY_TEXT(""),
    NULL_TEXT(JMSContext::createTextMessage),
    BLANK_TEXT("  "),
    NO_JSON("Call me back, please."),
    XML("<event id='xml'/>"),
    JSON_ARRAY("[" + Api.event("array") + "]"),
    JSON_STRING("\"event\""),
    CUT_OFF(Api.event("cut").substring(0, 40)),
    TWO_EVENTS(Api.event("one") + Api.event("two")),
    TITLE_TWICE(with("\"title\":\"other\"")),
    TEN_THOUSAND_LEVELS(with("\"x\":" + "[".repeat(10_000) + "]".repeat(10_000))),
    NUMBER_OF_TWO_THOUSAND_DIGITS(with("\"x\":" + "9".repeat(2_000))),
    BYTE_ORDER_MARK("\ufeff" + Api.event("mark")),

    ID_MISSING("{\"recipient\":\"r\",\"title\":\"t\",\"body\":\"b\"}"),
    RECIPIENT_MISSING("{\"id\":\"x\",\"title\":\"t\",\"body\":\"b\"}"),
    TITLE_MISSING("{\"id\":\"x\",\"recipient\":\"r\",\"body\":\"b\"}"),
    BODY_MISSING("{\"id\":\"x\",\"recipient\":\"r\",\"title\":\"t\"}"),
    ID_NULL("{\"id\":null,\"recipient\":\"r\",\"title\":\"t\",\"body\":\"b\"}"),
    TITLE_NULL("{\"id\":\"x\",\"recipient\":\"r\",\"title\":null,\"body\":\"b\"}"),
    BODY_A_NUMBER("{\"id\":\"x\",\"recipient\":\"r\",\"title\":\"t\",\"body\":1}"),
    TITLE_BLANK(Api.event("x", "r", " \t", "b")),
    RECIPIENT_TOO_LONG(Api.event("x", "r".repeat(257), "t", "b")),
    TITLE_TOO_LONG(Api.event("x", "r", "t".repeat(257), "b")),
    BODY_TOO_LONG(Api.event("x", "r", "t", "b".repeat(4_097))),
    NUL_CHARACTER(Api.event("x", "r", "t\0", "b")),
    NUL_CHARACTER_RAW(Api.event("x") + "\0"),
    HALF_A_PAIR("{\"id\":\"x\",\"recipient\":\"r\",\"title\":\"\\ud83d\",\"body\":\"b\"}"),
    HALF_A_PAIR_RAW("{\"id\":\"x\",\"recipient\":\"r\",\"title\":\"\ud83d\",\"body\":\"b\"}"),
    BAD_ID(Api.event("../x", "r", "t", "b")),
    ID_TOO_LONG(Api.event("x".repeat(129), "r", "t", "b")),
    ONE_CHARACTER_OVER_64_KI(padded(Api.event("x"), 65_537)),
    LARGE_TEXT(padded(Api.event("x"), 300_000)),

    PROPERTIES_OF_EVERY_TYPE(Poison::withProperties),
    PROPERTIES_THAT_ONLY_OTHER_CLIENTS_CAN_SET(Poison::withForeignProperties),
    SET_ASIDE_BEFORE(
            context -> {
                Message message = context.createTextMessage("no event");
                message.setStringProperty("reason", "");
                return message;
            });

    /** The property that tells the poisons apart. */
    static final String NAME = "poison";

    private final Maker maker;

    Poison(Maker maker) {
        this.maker = maker;
    }

    Poison(String text) {
        this(context -> context.createTextMessage(text));
    }

    Message in(JMSContext context) {
        try {
            Message message = maker.make(context);
            message.setStringProperty(NAME, name());
            return message;
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }

    /** Spaces around an event are valid JSON: only its length can be wrong. */
    static String padded(String event, int length) {
        return event + " ".repeat(length - event.length());
    }

    private static String with(String member) {
        return Api.event("x").replaceFirst("}$", "," + member + "}");
    }

    private static Message bytes(JMSContext context, byte[] bytes) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeBytes(bytes);
        return message;
    }

    private static Message map(JMSContext context) throws JMSException {
        MapMessage message = context.createMapMessage();
        message.setString("id", "map");
        message.setInt("number", 1);
        message.setBytes("bytes", new byte[] {1, 2, 3});
        message.setObject("nothing", null);
        return message;
    }

    private static Message stream(JMSContext context) throws JMSException {
        StreamMessage message = context.createStreamMessage();
        message.writeString("stream");
        message.writeLong(1);
        message.writeBytes(new byte[] {1, 2, 3});
        message.writeObject(null);
        return message;
    }

    private static Message withProperties(JMSContext context) throws JMSException {
        Message message = context.createTextMessage("no event");
        message.setJMSCorrelationID("correlation");
        message.setJMSType("type");
        message.setJMSReplyTo(context.createQueue("push.events.dlq"));
        message.setStringProperty("JMSXGroupID", "group");
        message.setStringProperty("eventId", "not the text's");
        message.setStringProperty("text", "t\u00e9xt \ud83d\udce3");
        message.setObjectProperty("nothing", null);
        message.setBooleanProperty("truth", true);
        message.setByteProperty("aByte", (byte) 1);
        message.setShortProperty("aShort", (short) 2);
        message.setIntProperty("anInt", 3);
        message.setLongProperty("aLong", 4);
        message.setFloatProperty("aFloat", 5.5f);
        message.setDoubleProperty("aDouble", 6.5);
        return message;
    }

    private static Message withForeignProperties(JMSContext context) throws JMSException {
        Message message = context.createTextMessage("no event");
        ((ActiveMQMessage) message)
                .getCoreMessage()
                .putStringProperty("content-type", "text/plain")
                .putBytesProperty("trace", new byte[] {1, 2, 3});
        return message;
    }

    /** Of no class that the server knows. */
    record OnlyHere(String text, int number) implements Serializable {}

    @FunctionalInterface
    private interface Maker {
        Message make(JMSContext context) throws JMSException;
    }
}
