package io.kosmosadmission.cluster.leader;

import io.kosmosadmission.cluster.leader.StoredReports.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides which reports are to be written or deleted, each at most once in a while. Times are in nanoseconds.
 *
 * <p>A report is written where this process hasn't written it yet, where it is to say something else, and where it isn't
 * any more as it was left: somebody edited or deleted it. Applying one that says the same already changes nothing.
 */
final class ReportChanges {

    private final long pace;
    private final Map<String, Stored> present = new TreeMap<>();
    private final Map<String, Stored> written = new TreeMap<>();
    private final Map<String, Long> tried = new TreeMap<>();

    ReportChanges(Duration pace) {
        this.pace = pace.toNanos();
    }

    /** Takes the reports that there are by namespace. */
    void present(Map<String, Stored> reports) {
        present.clear();
        present.putAll(reports);
    }

    /** Forgets what is known of reports: others write them meanwhile, or they are of another API. */
    void forget() {
        present.clear();
        written.clear();
    }

    /** Returns whether a report that is to say this is to be written now. */
    boolean isToWrite(String namespace, String content, long now) {
        Stored left = written.get(namespace);
        boolean asLeft = left != null && left.content().equals(content) && left.equals(present.get(namespace));
        return !asLeft && isDue(namespace, now);
    }

    /** Returns the namespaces whose report is to be deleted now; kept are those that have findings. */
    List<String> toDelete(Collection<String> kept, long now) {
        List<String> ended = new ArrayList<>();
        for (String namespace : present.keySet()) {
            if (!kept.contains(namespace) && isDue(namespace, now)) {
                ended.add(namespace);
            }
        }
        return ended;
    }

    private boolean isDue(String namespace, long now) {
        Long at = tried.get(namespace);
        return at == null || now - at >= pace;
    }

    /** Notes that a report is about to be written or deleted, whatever comes of it. */
    void trying(String namespace, long now) {
        tried.values().removeIf(at -> now - at >= pace);
        tried.put(namespace, now);
    }

    /** Notes how the report is stored that was written; empty where it is gone. */
    void became(String namespace, Optional<Stored> stored) {
        written.remove(namespace);
        present.remove(namespace);
        stored.ifPresent(report -> {
            written.put(namespace, report);
            present.put(namespace, report);
        });
    }

    /** Returns whether there are the reports of these namespaces and no others. */
    boolean areThoseOf(Collection<String> namespaces) {
        return present.keySet().equals(Set.copyOf(namespaces));
    }
}
