package io.kosmosadmission.reading.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A text of manifests, document by document: it ends at each line that separates two, and {@link #next} goes on after
 * it. As in kubectl, documents are separated before they are parsed, so that a broken one hides no other.
 */
final class DocumentReader extends Reader {

    private static final String SEPARATOR = "---";
    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Reader text;
    private final char[] buffer = new char[1 << 16];
    private int position;
    private int limit;
    private int line = 1;
    private boolean atLineStart = true;

    private boolean inDocument;
    private int firstLine;
    private String afterSeparator = "";
    private char previous;
    private boolean template;
    private OptionalInt unprintable = OptionalInt.empty();

    DocumentReader(InputStream bytes) throws IOException {
        text = decoded(bytes);
    }

    /** Returns the text of UTF-8 or, where it begins with its byte order mark, UTF-16, as PowerShell writes it. */
    private static Reader decoded(InputStream bytes) throws IOException {
        PushbackInputStream start = new PushbackInputStream(bytes, UTF_8_MARK.length);
        byte[] mark = start.readNBytes(UTF_8_MARK.length);
        if (Arrays.equals(mark, UTF_8_MARK)) {
            return new InputStreamReader(start, StandardCharsets.UTF_8);
        }
        start.unread(mark);
        boolean isWide = mark.length > 1 && (mark[0] & mark[1] & 0xFE) == 0xFE && mark[0] != mark[1];
        return new InputStreamReader(start, isWide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    /** Goes to the next document, past what is left of this one. Returns false at the end of the text. */
    boolean next() throws IOException {
        skipRest();
        if (!isFilled(1)) {
            return false;
        }
        afterSeparator = isAtSeparator() ? restOfSeparator() : "";
        firstLine = line;
        inDocument = true;
        template = false;
        unprintable = OptionalInt.empty();
        return true;
    }

    /** Returns the line in which the document begins, counted from 1. */
    int firstLine() {
        return firstLine;
    }

    /** Returns what stands on the line of the separator before the document, without a comment. */
    String afterSeparator() {
        return afterSeparator;
    }

    /** Reads past what is left of the document. */
    void skipRest() throws IOException {
        char[] rest = new char[1 << 10];
        while (inDocument) {
            read(rest, 0, rest.length);
        }
    }

    /** Returns whether what was read of the document holds the braces of Helm's or Jinja's templates. */
    boolean looksLikeTemplate() {
        return template;
    }

    /** Returns the line of the first character that YAML doesn't allow in what was read of the document. */
    OptionalInt unprintableLine() {
        return unprintable;
    }

    @Override
    public int read(char[] to, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int more = readLine(to, offset + count, length - count);
            if (more < 0) {
                return count > 0 ? count : -1;
            }
            count += more;
        }
        return count;
    }

    /** Reads as much of a line as there is. Returns how many characters, or -1 at the end of the document. */
    private int readLine(char[] to, int offset, int length) throws IOException {
        if (!inDocument || (atLineStart && isFilled(SEPARATOR.length()) && isAtSeparator()) || !isFilled(1)) {
            inDocument = false;
            return -1;
        }
        int end = Math.min(limit, position + length);
        int start = position;
        atLineStart = false;
        while (position < end && !atLineStart) {
            char character = buffer[position++];
            atLineStart = character == '\n';
            look(character);
        }
        System.arraycopy(buffer, start, to, offset, position - start);
        line += atLineStart ? 1 : 0;
        return position - start;
    }

    private void look(char character) {
        template |= previous == '{' && (character == '{' || character == '%');
        previous = character;
        boolean isControl = Character.isISOControl(character) && "\t\n\r\u0085".indexOf(character) < 0;
        if ((isControl || character >= '\uFFFE') && unprintable.isEmpty()) {
            unprintable = OptionalInt.of(line);
        }
    }

    private boolean isAtSeparator() {
        return limit - position >= SEPARATOR.length()
                && buffer[position] == '-'
                && buffer[position + 1] == '-'
                && buffer[position + 2] == '-';
    }

    private String restOfSeparator() throws IOException {
        StringBuilder rest = new StringBuilder();
        position += SEPARATOR.length();
        while (isFilled(1) && buffer[position] != '\n') {
            rest.append(buffer[position++]);
        }
        position += isFilled(1) ? 1 : 0;
        line++;
        atLineStart = true;
        String stripped = rest.toString().strip();
        return stripped.startsWith("#") ? "" : stripped;
    }

    /** Returns whether that many characters are there; fewer are at the end of the text alone. */
    private boolean isFilled(int wanted) throws IOException {
        while (limit - position < wanted) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
            int count = text.read(buffer, limit, buffer.length - limit);
            if (count < 0) {
                return false;
            }
            limit += count;
        }
        return true;
    }

    @Override
    public void close() {
        // The stream is its opener's: a parser closes this reader at the end of each document.
    }
}
