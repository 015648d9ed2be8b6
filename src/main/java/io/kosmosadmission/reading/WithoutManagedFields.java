package io.kosmosadmission.reading;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;

/**
 * JSON as API servers write it, with every list of managedFields empty. Nobody reads them, yet they are a third of what a
 * cluster's objects are made of; and their field names, which hold uids, would fill a parser's table of names.
 */
public final class WithoutManagedFields extends InputStream {

    /** In JSON text nothing else reads so: within a string the quotes have backslashes before them. */
    private static final byte[] START = "\"managedFields\":[".getBytes(US_ASCII);

    private final InputStream in;

    // All of it survives from one part that is read to the next.
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

    /** Moves what is kept of these bytes to their beginning, and returns its end. */
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

    /** Behind the next bracket that opens a list of managedFields, or the end. */
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

    /** Behind the next quote without a backslash before it, or the end. */
    private int quote(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (bytes[at++] == '"' && (at - 1 == from ? last : bytes[at - 2]) != '\\') {
                matched = 1;
                break;
            }
        }
        last = bytes[at - 1]; // what follows in a beginning is no backslash either
        return at;
    }

    /** Behind the bracket that closes the list which is left out, or the end. */
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
