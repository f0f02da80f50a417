package dev.lockstep.strategy.xa;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything of a message that its sender put there, so that two can be compared.
 *
 * @param kind which of the six types of Jakarta Messaging it is
 * @param body in full, as text
 * @param properties as text, without what the broker and the application add
 */
record Whole(String kind, String body, Map<String, String> properties, List<String> headers) {

    /** Of a message just made or received. */
    static Whole of(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes) {
            return whole("bytes", body(bytes), message);
        }
        if (message instanceof MapMessage map) {
            return whole("map", body(map), message);
        }
        if (message instanceof StreamMessage stream) {
            return whole("stream", body(stream), message);
        }
        if (message instanceof ObjectMessage object) {
            return whole("object", String.valueOf(object.getObject()), message);
        }
        if (message instanceof TextMessage text) {
            return whole("text", text.getText(), message);
        }
        return whole("none", "", message);
    }

    private static Whole whole(String kind, String body, Message message) throws JMSException {
        Map<String, String> properties = new TreeMap<>();
        Enumeration<?> names = message.getPropertyNames();
        for (Object each : Collections.list(names)) {
            String name = (String) each;
            if (isTheSenders(name)) {
                properties.put(name, text(message.getObjectProperty(name)));
            }
        }
        return new Whole(
                kind,
                body,
                properties,
                List.of(
                        "type " + message.getJMSType(),
                        "correlation " + message.getJMSCorrelationID(),
                        "reply to " + message.getJMSReplyTo()));
    }

    private static boolean isTheSenders(String property) {
        return !property.equals("reason")
                && !property.equals("JMSXDeliveryCount")
                && !property.startsWith("_AMQ_");
    }

    private static String body(BytesMessage message) throws JMSException {
        message.reset();
        byte[] bytes = new byte[(int) message.getBodyLength()];
        message.readBytes(bytes);
        return text(bytes);
    }

    private static String body(MapMessage message) throws JMSException {
        Map<String, String> entries = new TreeMap<>();
        Enumeration<?> names = message.getMapNames();
        for (Object name : Collections.list(names)) {
            entries.put((String) name, text(message.getObject((String) name)));
        }
        return entries.toString();
    }

    private static String body(StreamMessage message) throws JMSException {
        List<String> items = new ArrayList<>();
        message.reset();
        try {
            while (true) {
                items.add(text(message.readObject()));
            }
        } catch (MessageEOFException e) {
            return items.toString();
        }
    }

    /** With its type: a number that became a text is not the same. */
    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
