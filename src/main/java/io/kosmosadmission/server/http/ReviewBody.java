package io.kosmosadmission.server.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * A body while it arrives. Grows with what has come, never with what was announced; what won't be read any more is
 * counted and dropped.
 */
final class ReviewBody {

    /** The API server's own limit for an object is 1.5 MiB; a review holds two, and room for escapes. */
    static final int MOST_BYTES = 8 << 20;
    /** Where even dropping ends: the connection is closed. As quarkus.http.limits.max-body-size for announced lengths. */
    static final int HARD_STOP = 16 << 20;

    private final LargeReviews large;
    private byte[] bytes;
    private int length;
    private long arrived;
    private int reserved;
    private boolean dropped;
    private boolean noRoom;

    /** announced is the Content-Length, or anything below 1 where there is none. */
    ReviewBody(LargeReviews large, int announced) {
        this.large = large;
        this.bytes = new byte[announced > 0 ? Math.min(announced, LargeReviews.SMALLEST) : 8 << 10];
    }

    void add(Buffer chunk) {
        arrived += chunk.length();
        if (arrived > MOST_BYTES) {
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
        int size = Math.min(MOST_BYTES, Math.max(needed, 2 * bytes.length));
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

    /** From now on nothing is kept. */
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
        return arrived > MOST_BYTES;
    }

    boolean isOverHardStop() {
        return arrived > HARD_STOP;
    }

    /** Whether it was dropped because other large bodies hold all the memory there is for them. */
    boolean foundNoRoom() {
        return noRoom;
    }
}
