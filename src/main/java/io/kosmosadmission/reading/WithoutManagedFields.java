package io.kosmosadmission.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of JSON as API servers write it, in which every list of managedFields is emptied. Nothing reads them, yet
 * they make up a third of a cluster's objects, and their field names, which contain uids, would fill a parser's symbol
 * table.
 */
public final class WithoutManagedFields extends InputStream {

    /** These bytes occur nowhere else in JSON: within a string, the quotes have backslashes before them. */
    private static final byte[] START = "\"managedFields\":[".getBytes(US_ASCII);

    private final InputStream in;

    // The state that one read leaves to the next.
    private int matched;
    private byte last;
    private int openLists;
    private boolean inString;
    private boolean escaped;

    public WithoutManagedFields(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int kept = 0;
        while (kept == 0 && length > 0) {
            int read = in.read(bytes, offset, length);
            if (read < 0) {
                return read;
            }
            kept = keep(bytes, offset, offset + read) - offset;
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Moves the bytes to keep to the beginning of the range, and returns the end of the kept bytes. */
    private int keep(byte[] bytes, int from, int to) {
        int end = from;
        int at = from;
        while (at < to) {
            if (openLists > 0) {
                at = afterList(bytes, at, to);
                if (openLists == 0) {
                    bytes[end++] = ']';
                }
            } else {
                int start = at;
                at = afterStart(bytes, at, to);
                if (start != end) {
                    System.arraycopy(bytes, start, bytes, end, at - start);
                }
                end += at - start;
            }
        }
        return end;
    }

    /** Returns the index after the next bracket that opens a list of managedFields, or the end of the range. */
    private int afterStart(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (matched == 0) {
                at = quote(bytes, at, to);
            } else if (bytes[at] == START[matched]) {
                at++;
                matched++;
            } else {
                matched = 0;
            }
            if (matched == START.length) {
                matched = 0;
                openLists = 1;
                return at;
            }
        }
        return to;
    }

    /** Returns the index after the next quote without a backslash before it, or the end of the range. */
    private int quote(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at++] == '"' && (at - 1 == from ? last : bytes[at - 2]) != '\\') {
                matched = 1;
                break;
            }
        }
        last = bytes[at - 1]; // stays right while START is matched: none of its other bytes is a backslash
        return at;
    }

    /** Returns the index after the bracket that closes the emptied list, or the end of the range. */
    private int afterList(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            byte next = bytes[at++];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (next == '\\') {
                    escaped = true;
                } else if (next == '"') {
                    inString = false;
                }
            } else if (next == '"') {
                inString = true;
            } else if (next == '[') {
                openLists++;
            } else if (next == ']' && --openLists == 0) {
                return at;
            }
        }
        return to;
    }
}
