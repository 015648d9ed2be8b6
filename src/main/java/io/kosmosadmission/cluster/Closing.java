package io.kosmosadmission.cluster;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Parts that are closed together, in the order in which they were added. */
final class Closing {

    private static final Logger LOG = Logger.getLogger(Closing.class);

    private final List<AutoCloseable> parts = new ArrayList<>();

    void add(AutoCloseable part) {
        parts.add(part);
    }

    void addAll(List<? extends AutoCloseable> more) {
        parts.addAll(more);
    }

    void close() {
        parts.forEach(Closing::close);
    }

    /** Logs what a part throws, so that the others are closed all the same. */
    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            LOG.warn("a part was not closed", failed);
        }
    }
}
