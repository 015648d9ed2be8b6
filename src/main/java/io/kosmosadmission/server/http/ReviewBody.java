package io.kosmosadmission.server.http;

import io.kosmosadmission.reading.HttpReviews;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A body while it arrives. Its buffer begins with the announced length, up to 64 KiB, and grows with what has come.
 * What won't be read is counted and dropped.
 */
final class ReviewBody {

    /**
     * Bytes. Beyond it the connection is closed, instead of reading and dropping the rest. It equals
     * quarkus.http.limits.max-body-size, which holds for announced lengths.
     */
    static final int HARD_STOP = 16 << 20;

    private final LargeReviews large;
    private byte[] bytes;
    private int length;
    private long arrived;
    private int reserved;
    private boolean dropped;
    private boolean noRoom;

    /** announced is the Content-Length in bytes, or anything below 1 where there is none. */
    ReviewBody(LargeReviews large, int announced) {
        this.large = large;
        this.bytes = new byte[announced > 0 ? Math.min(announced, LargeReviews.SMALLEST) : 8 << 10];
    }

    void add(Buffer chunk) {
        arrived += chunk.length();
        if (arrived > HttpReviews.MOST_BYTES) {
            drop();
        }
        if (dropped || !makeRoom(chunk.length())) {
            return;
        }
        chunk.getBytes(bytes, length);
        length += chunk.length();
    }

    private boolean makeRoom(int more) {
        int needed = length + more;
        if (needed <= bytes.length) {
            return true;
        }
        int size = Math.min(HttpReviews.MOST_BYTES, Math.max(needed, 2 * bytes.length));
        if (size > LargeReviews.SMALLEST) {
            if (!large.reserve(size)) {
                noRoom = true;
                drop();
                return false;
            }
            large.release(reserved);
            reserved = size;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    /** Keeps nothing from now on, and frees what is kept. */
    void drop() {
        dropped = true;
        bytes = new byte[0];
        length = 0;
        large.release(reserved);
        reserved = 0;
    }

    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    boolean isLarge() {
        return length > LargeReviews.SMALLEST;
    }

    boolean isOverLimit() {
        return arrived > HttpReviews.MOST_BYTES;
    }

    boolean isOverHardStop() {
        return arrived > HARD_STOP;
    }

    /** Returns whether the body was dropped because other large bodies hold all the memory for them. */
    boolean foundNoRoom() {
        return noRoom;
    }
}
