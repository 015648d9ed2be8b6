package io.kosmosadmission.cluster;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.config.Configuration;
import io.kosmosadmission.inventory.ClusterObjects;
import io.kosmosadmission.inventory.Inventory;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one writer of the state. Changes are applied in the order in which they were submitted; those that come within a
 * tenth of a second make one state together, so that a burst costs no more than a change.
 */
final class SnapshotWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SnapshotWriter.class);
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Findings of one kind that are said one by one; the metric counts all. */
    private static final int MOST_SAID = 10;

    private final BlockingQueue<Consumer<Draft>> changes = new LinkedBlockingQueue<>();
    private final Draft draft;
    private final Thread thread = new Thread(this::run, "snapshot-writer");
    private volatile ClusterState current =
            new ClusterState(Configuration.DEFAULT, Inventory.of(Configuration.DEFAULT, ClusterObjects.NONE));
    private volatile boolean synced;
    private volatile Findings findings = new Findings(List.of());

    /** awaited: the parts that must be complete before the first state. */
    SnapshotWriter(Set<String> awaited) {
        this.draft = new Draft(awaited);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Never blocks. */
    void submit(Consumer<Draft> change) {
        changes.add(change);
    }

    ClusterState current() {
        return current;
    }

    boolean synced() {
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
        Consumer<Draft> next = changes.poll(BATCH_NANOS, TimeUnit.NANOSECONDS);
        while (next != null) {
            apply(next);
            next = changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void apply(Consumer<Draft> change) {
        try {
            change.accept(draft);
        } catch (RuntimeException bug) {
            LOG.error("a change of the cluster was not taken", bug);
        }
    }

    private void publish() {
        try {
            Inventory inventory = draft.inventory();
            if (draft.isComplete() && !(synced && isCurrent(inventory))) {
                look(inventory);
                current = new ClusterState(draft.configuration(), inventory);
                synced = true;
            }
        } catch (RuntimeException bug) {
            LOG.error("the new state could not be made, reviews go on with the one before", bug);
        }
    }

    private boolean isCurrent(Inventory inventory) {
        return current.inventory() == inventory && current.configuration().equals(draft.configuration());
    }

    /** What is odd about nodes and rules; both were resolved anew if either changed. */
    private void look(Inventory inventory) {
        if (synced && current.inventory().providers() == inventory.providers()) {
            return;
        }
        Findings now = Findings.of(draft.configuration(), inventory);
        if (!now.equals(findings)) {
            now.firstSentences(MOST_SAID)
                    .forEach((check, sentences) -> sentences.forEach(
                            sentence -> LOG.warnf("finding check=%s what=\"%s\"", check.label(), sentence)));
        }
        findings = now;
    }

    Findings findings() {
        return findings;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
