package io.kosmosadmission.cluster.state;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The only writer of the state. It applies changes in the order in which they were submitted. Those that come within a
 * tenth of a second make one new state together, so that a burst costs no more than a single change.
 */
public final class StateWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StateWriter.class);
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The most changes in the queue. Their objects are as large as they were read; the writer makes them small. */
    private static final int WAITING = 1000;

    private final BlockingQueue<Consumer<StateBuilder>> changes = new ArrayBlockingQueue<>(WAITING);
    private final StateBuilder builder;
    private final Thread thread = new Thread(this::run, "state-writer");
    private volatile ClusterState current =
            new ClusterState(Configuration.DEFAULT, Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE));
    private volatile boolean synced;

    /** awaited: the parts that must be complete before the first state. */
    public StateWriter(Set<String> awaited) {
        this.builder = new StateBuilder(awaited);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Submits a change. Blocks while the queue is full, so that lists are read no faster than they are applied. */
    public void submit(Consumer<StateBuilder> change) {
        try {
            changes.put(change);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    public ClusterState current() {
        return current;
    }

    public boolean synced() {
        return synced;
    }

    private void run() {
        try {
            while (true) {
                apply(changes.take());
                takeBatch();
                publish();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeBatch() throws InterruptedException {
        long end = System.nanoTime() + BATCH_NANOS;
        for (long left = BATCH_NANOS; left > 0; left = end - System.nanoTime()) {
            Consumer<StateBuilder> next = changes.poll(left, TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            apply(next);
        }
    }

    private void apply(Consumer<StateBuilder> change) {
        try {
            change.accept(builder);
        } catch (RuntimeException bug) {
            LOG.error("a change of the cluster was not taken", bug);
        }
    }

    private void publish() {
        try {
            Inventory inventory = builder.inventory();
            if (builder.isComplete() && !(synced && isCurrent(inventory))) {
                current = new ClusterState(builder.configuration(), inventory);
                synced = true;
            }
        } catch (RuntimeException bug) {
            LOG.error("the new state could not be made, reviews go on with the one before", bug);
        }
    }

    private boolean isCurrent(Inventory inventory) {
        return current.inventory() == inventory && current.configuration().equals(builder.configuration());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
