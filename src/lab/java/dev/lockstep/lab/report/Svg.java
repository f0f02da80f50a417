package dev.lockstep.lab.report;

/**
 * The few shapes of which the pictures are made; places across are in percent, others in pixels.
 */
final class Svg {
    private Svg() {}

    /** A picture that says in words what it shows. */
    static Element picture(String id, String title, String description, int height) {
        return Element.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("width", "100%")
                .with("height", height)
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-desc")
                .add(
                        Element.of("title", title).with("id", id + "-title"),
                        Element.of("desc", description).with("id", id + "-desc"));
    }

    static Element line(String x1, double y1, String x2, double y2) {
        return Element.of("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2);
    }

    static Element rect(String x, double y, String width, double height) {
        return Element.of("rect")
                .with("x", x)
                .with("y", y)
                .with("width", width)
                .with("height", height);
    }

    static Element circle(String x, double y, double radius) {
        return Element.of("circle").with("cx", x).with("cy", y).with("r", radius);
    }

    static Element text(String x, double y, String text) {
        return Element.of("text", text).with("x", x).with("y", y);
    }
}
