package io.kosmosadmission.cluster.leader;

import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.ReportApi;
import io.kosmosadmission.admission.Reports;
import io.kosmosadmission.background.Daemon;
import io.kosmosadmission.background.LastMessage;
import io.kosmosadmission.cluster.UnansweredException;
import io.kosmosadmission.cluster.api.ApiServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the findings in reports while this replica holds the lease, where the cluster serves an API for them: one of each
 * namespace and one of the cluster, each written or deleted at most once in a while and only where it differs, and deleted
 * with their findings. Where a better API comes to be served, the reports in the former one are deleted.
 */
public final class ReportKeeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ReportKeeper.class);

    private final StoredReports stored;
    private final Supplier<Optional<List<Finding>>> findings;
    private final Duration period;
    private final Duration pace;
    private final Daemon thread = new Daemon("reports", LOG);
    private final LastMessage lastError = new LastMessage();
    private final LastMessage lastLeft = new LastMessage();
    private final Hold lease = new Hold();
    private final ReportChanges changes;
    private final Set<ReportApi> emptied = EnumSet.noneOf(ReportApi.class);
    private Optional<ReportApi> api = Optional.empty();
    private Optional<Long> asked = Optional.empty();
    private boolean answered;

    /**
     * Creates one that looks at the findings once a period.
     *
     * @param findings returns all that is found now; empty until everything has been looked through once
     * @param pace between two times that a report is written, and between two times that it is asked which there are
     */
    public ReportKeeper(ApiServer server, Supplier<Optional<List<Finding>>> findings, Duration period, Duration pace) {
        this.stored = new StoredReports(server);
        this.findings = findings;
        this.period = period;
        this.pace = pace;
        this.changes = new ReportChanges(pace);
    }

    public void start() {
        thread.repeat(this::round, period, period, "findings were not reported");
    }

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    public void hold() {
        lease.renew();
    }

    private void round() {
        if (!lease.isHeld()) {
            asked = Optional.empty();
            api = Optional.empty();
            changes.forget();
            emptied.clear();
            return;
        }
        try {
            if (asked.filter(at -> System.nanoTime() - at < pace.toNanos()).isEmpty()) {
                ask();
            }
            Optional<List<Finding>> found = findings.get();
            if (api.isPresent() && found.isPresent()) {
                keep(api.get(), found.get());
            }
        } catch (IOException failed) {
            if (lastError.becomes(why(failed))) {
                LOG.infof("findings were not reported why=\"%s\"", why(failed));
            }
        }
    }

    private static String why(IOException failed) {
        return String.valueOf(failed.getMessage());
    }

    /** Returns the first API that is served. One that perhaps is has no substitute. */
    private Optional<ReportApi> served() throws UnansweredException {
        for (ReportApi each : ReportApi.values()) {
            if (stored.serves(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * Asks which API is served, and which reports there are. Where that fails, what was known before holds, and it is asked
     * again after a while.
     */
    private void ask() throws IOException {
        asked = Optional.of(System.nanoTime());
        answered = false;
        Optional<ReportApi> served = served();
        if (!served.equals(api)) {
            changes.forget();
            emptied.clear();
            api = Optional.empty();
        }
        if (served.isPresent()) {
            changes.present(stored.list(served.get()));
            empty(served.get());
        }
        api = served;
        answered = true;
    }

    /** Deletes our reports in the APIs that are served beside this one, once. */
    private void empty(ReportApi served) {
        for (ReportApi other : ReportApi.values()) {
            if (other != served && !emptied.contains(other)) {
                try {
                    if (stored.serves(other)) {
                        for (String namespace : stored.list(other).keySet()) {
                            stored.delete(other, namespace);
                        }
                    }
                    emptied.add(other);
                } catch (IOException failed) {
                    if (lastLeft.becomes(why(failed))) {
                        LOG.infof("reports in a former API were not deleted why=\"%s\"", why(failed));
                    }
                }
            }
        }
    }

    private void keep(ReportApi served, List<Finding> found) throws IOException {
        Map<String, Map<String, Object>> reports = Reports.of(found, served);
        List<IOException> errors = new ArrayList<>();
        reports.forEach((namespace, report) -> {
            if (lease.isHeld() && changes.isToWrite(namespace, Reports.content(report), System.nanoTime())) {
                change(namespace, () -> stored.write(served, namespace, report)).ifPresent(errors::add);
            }
        });
        for (String namespace : changes.toDelete(reports.keySet(), System.nanoTime())) {
            if (lease.isHeld()) {
                change(namespace, () -> {
                            stored.delete(served, namespace);
                            return Optional.empty();
                        })
                        .ifPresent(errors::add);
            }
        }
        if (!errors.isEmpty()) {
            throw errors.get(0);
        }
        if (answered && changes.areThoseOf(reports.keySet())) { // what was refused and isn't due again is no success
            lastError.forget();
        }
    }

    /** How a report is stored after a request; empty where it isn't any more. */
    private interface Request {
        Optional<StoredReports.Stored> send() throws IOException;
    }

    /** Returns why it couldn't be. */
    private Optional<IOException> change(String namespace, Request request) {
        changes.trying(namespace, System.nanoTime());
        try {
            changes.became(namespace, request.send());
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(failed);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
