package io.kosmosadmission.cluster;

import io.kosmosadmission.admission.ClusterState;
import io.kosmosadmission.admission.Finding;
import io.kosmosadmission.admission.Findings;
import io.kosmosadmission.cluster.api.ApiServer;
import io.kosmosadmission.cluster.api.ClusterConnection;
import io.kosmosadmission.cluster.canary.AntiAffinityRecord;
import io.kosmosadmission.cluster.canary.Canary;
import io.kosmosadmission.cluster.leader.NodeLabeller;
import io.kosmosadmission.cluster.leader.ReportKeeper;
import io.kosmosadmission.cluster.lost.LossRecord;
import io.kosmosadmission.cluster.lost.LostRecord;
import io.kosmosadmission.cluster.record.SharedRecord;
import io.kosmosadmission.cluster.state.StateBuilder;
import io.kosmosadmission.cluster.watch.KindInformer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a replica has that works together with others: the record that all of them watch, and the work of one of them. */
final class SharedParts implements AutoCloseable {

    /** The part of the state that all replicas share. */
    static final String PART = "what the holder of the lease has recorded";

    private static final Duration REPORTS_PERIOD = Duration.ofSeconds(10);
    private static final Duration REPORTS_PACE = Duration.ofMinutes(1);

    private final Consumer<Consumer<StateBuilder>> changes;
    private final SharedRecord record;
    private final LostRecord lost;
    private final NodeLabeller labeller;
    private final Canary canary;
    private final ReportKeeper reports;

    SharedParts(
            ClusterConnection connection,
            Supplier<Optional<ClusterState>> states,
            ClusterSettings settings,
            Consumer<Consumer<StateBuilder>> changes,
            Supplier<Optional<List<Finding>>> findings) {
        ApiServer server = new ApiServer(connection.client());
        this.changes = changes;
        this.record = new SharedRecord(connection);
        this.lost = new LostRecord(record, changes);
        this.labeller = new NodeLabeller(states, server, settings.maxMode());
        AntiAffinityRecord antiAffinity = new AntiAffinityRecord(record, changes);
        this.canary = new Canary(states, server, antiAffinity::write, settings.canary());
        this.reports = new ReportKeeper(server, findings, REPORTS_PERIOD, REPORTS_PACE);
    }

    void start() {
        labeller.start();
        canary.start();
        reports.start();
        record.start(() -> changes.accept(state -> state.complete(PART)));
    }

    /** Says that this replica holds the lease. To be called every few seconds while it does. */
    void hold() {
        labeller.hold();
        canary.hold();
        reports.hold();
    }

    KindInformer informer() {
        return record.informer();
    }

    LossRecord lost() {
        return lost;
    }

    NodeLabeller labeller() {
        return labeller;
    }

    Findings findings() {
        return canary.findings();
    }

    /** Returns whether we are called; empty where this replica doesn't ask, or nobody knows. */
    Optional<Boolean> called() {
        return canary.called();
    }

    @Override
    public void close() {
        labeller.close();
        canary.close();
        reports.close();
        record.close();
    }
}
