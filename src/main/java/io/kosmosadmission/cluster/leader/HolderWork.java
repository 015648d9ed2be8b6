package io.kosmosadmission.cluster.leader;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What the holder of the lease does each few seconds, one part after the other. What one throws keeps none from its turn. */
public final class HolderWork implements Runnable {

    private static final Logger LOG = Logger.getLogger(HolderWork.class);

    private final List<Runnable> parts = new ArrayList<>();

    /** Adds parts behind those that are there. To be called before the first run. */
    public void add(Runnable... more) {
        parts.addAll(List.of(more));
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public void run() {
        for (Runnable part : parts) {
            try {
                part.run();
            } catch (RuntimeException bug) {
                LOG.error("a part of the work of the lease's holder failed", bug);
            }
        }
    }
}
