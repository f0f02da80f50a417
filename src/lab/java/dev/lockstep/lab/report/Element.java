package dev.lockstep.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small part of a page that is HTML and XML at once. Whatever is put into it is escaped, so that
 * no text of a run can become markup.
 */
final class Element {
    /** Those that HTML knows without an end; every other one needs its end tag. */
    private static final Set<String> EMPTY = Set.of("meta");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final StringBuilder content = new StringBuilder();

    private Element(String name) {
        this.name = name;
    }

    static Element of(String name) {
        return new Element(name);
    }

    static Element of(String name, String text) {
        return new Element(name).text(text);
    }

    Element with(String attribute, Object value) {
        attributes.put(attribute, String.valueOf(value));
        return this;
    }

    Element text(String text) {
        content.append(escape(text));
        return this;
    }

    Element add(Element... elements) {
        return add(List.of(elements));
    }

    Element add(List<Element> elements) {
        elements.forEach(content::append);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder markup = new StringBuilder("<").append(name);
        attributes.forEach(
                (attribute, value) ->
                        markup.append(' ')
                                .append(attribute)
                                .append("=\"")
                                .append(escape(value))
                                .append('"'));
        if (EMPTY.contains(name)) {
            return markup.append("/>").toString();
        }
        return markup.append('>').append(content).append("</").append(name).append('>').toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> escaped.append(escape(character)));
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.toString(isXml(character) ? character : 0xFFFD);
        };
    }

    /** XML 1.0, production 2. The C1 controls are allowed there, but mean nothing in a page. */
    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character >= 0x20 && character < 0x7F
                || character >= 0xA0 && character < 0xD800
                || character >= 0xE000 && character < 0xFFFE
                || character >= 0x10000;
    }
}
