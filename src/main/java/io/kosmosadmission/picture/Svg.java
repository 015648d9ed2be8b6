package io.kosmosadmission.picture;

import java.util.Locale;

/**
 * Writes a picture as SVG: texts and bars in black, grey and white, so that it says the same without colour and in
 * print. What is marked is hatched.
 */
public final class Svg {

    private static final String HATCHES =
            "<defs><pattern id=\"marked\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""
                    + " patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
                    + "<line y2=\"6\" stroke=\"#000\" stroke-width=\"4\"/></pattern></defs>\n";

    private final int width;
    private final String title;
    private final StringBuilder body = new StringBuilder();
    private int height;
    private boolean anyMarked;

    /** title is what a screen reader says of the whole. */
    public Svg(int width, String title) {
        this.width = width;
        this.title = title;
    }

    /** Adds a text whose first letter stands at that place; y is that of its base line. */
    public Svg text(int x, int y, int size, String text) {
        body.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">%s</text>%n", x, y, size, escaped(text)));
        height = Math.max(height, y + size);
        return this;
    }

    /** Adds a bar, hatched where it is marked. title is shown where a pointer rests on it. */
    public Svg bar(int x, int y, int length, int thickness, boolean marked, String title) {
        body.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#000\"><title>%s</title></rect>%n",
                x,
                y,
                length,
                thickness,
                marked ? "url(#marked)" : "#bbb",
                escaped(title)));
        height = Math.max(height, y + thickness);
        anyMarked |= marked;
        return this;
    }

    /** Adds a thin line over the whole width. */
    public Svg line(int y) {
        body.append(String.format(
                Locale.ROOT, "<line x1=\"0\" y1=\"%1$d\" x2=\"%2$d\" y2=\"%1$d\" stroke=\"#999\"/>%n", y, width));
        return this;
    }

    @Override
    public String toString() {
        int high = height + 10;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\""
                                + " font-family=\"sans-serif\" role=\"img\">%n<title>%3$s</title>%n%4$s<rect width=\"%1$d\" height=\"%2$d\" fill=\"#fff\"/>%n",
                        width,
                        high,
                        escaped(title),
                        anyMarked ? HATCHES : "")
                + body + "</svg>\n";
    }

    /** Names of pods and labels come from users, and a dump may hold anything. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(each -> {
            switch (each) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isOfXml(each) ? each : '?');
            }
        });
        return escaped.toString();
    }

    /** XML has no control characters, halves of surrogate pairs, and these two. */
    private static boolean isOfXml(int character) {
        return character >= ' '
                && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
                && character != 0xFFFE
                && character != 0xFFFF;
    }
}
