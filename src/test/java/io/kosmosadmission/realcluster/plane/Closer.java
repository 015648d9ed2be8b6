package io.kosmosadmission.realcluster.plane;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be done at the end, the newest first. Whatever fails, the rest is still done. */
public final class Closer implements AutoCloseable {
    private final Deque<Runnable> closing = new ArrayDeque<>();

    public void add(Runnable close) {
        closing.push(close);
    }

    @Override
    public void close() {
        try {
            while (!closing.isEmpty()) {
                closing.pop().run();
            }
        } finally {
            if (!closing.isEmpty()) {
                close();
            }
        }
    }
}
